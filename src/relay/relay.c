/*
 * What the launcher starts first: it hands a command line or a link to the running bar in a few milliseconds, where
 * starting Electron takes more than half a second. Whatever it is not sure about it leaves to Electron.
 * Browsers start it as well, as the native-messaging host of the extension (host.c).
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "host.h"
#include "sentences.h"
#include "talk.h"

/* Nobody was told anything: the launcher starts Electron. */
enum { LEFT_TO_ELECTRON = 75 };
/* As long as the bar's own command line waits. Milliseconds. */
enum { COMMAND_MS = 120000, ANSWER_MS = 10000 };
/* Longer words are refused by the bar with a sentence of Electron's. */
enum { LONGEST_WORD = 2000, MOST_WORDS = 32 };

enum kind { BAR, LINKS, STATUS, WATCH, RUN };

struct wanted {
  enum kind kind;
  const char *user_data;
  bool demo;
};

static bool begins(const char *word, const char *with) { return strncmp(word, with, strlen(with)) == 0; }

static bool is_link(const char *word) {
  static const char *const schemes[] = {"vocom-bar:", "tel:", "callto:", "sip:", "sips:"};
  for (size_t index = 0; index < sizeof schemes / sizeof *schemes; index++)
    if (strncasecmp(word, schemes[index], strlen(schemes[index])) == 0) return true;
  return false;
}

/* Switches that only Chromium reads, and that are often passed. */
static bool is_chromiums(const char *word) {
  return strcmp(word, "--no-sandbox") == 0 || strcmp(word, "--disable-gpu") == 0 || begins(word, "--ozone-platform=");
}

/* The value after a flag; NULL where Electron should say that it is missing. */
static const char *value_after(int count, char *const words[], int *index) {
  if (*index + 1 >= count || words[*index + 1][0] == '-') return NULL;
  return words[++*index];
}

/* Reads the plain forms of the command line. False for any other, mistakes included. */
static bool read_words(int count, char *const words[], struct wanted *wanted) {
  bool has_status = false, has_watch = false, has_json = false, has_run = false, has_dial = false, has_call = false;
  bool has_links = false, has_end = false;
  for (int index = 0; index < count; index++)
    if (strlen(words[index]) > LONGEST_WORD || !is_utf8(words[index])) return false;
  for (int index = 0; index < count; index++) {
    const char *word = words[index];
    /* A page may have written the link, so what follows it is no switch. */
    if (has_end || has_links) {
      if (has_links || !is_link(word)) return false;
      has_links = true;
    } else if (strcmp(word, "--") == 0) {
      has_end = true;
    } else if (is_link(word)) {
      has_links = true;
    } else if (begins(word, "--user-data-dir=/")) {
      wanted->user_data = word + strlen("--user-data-dir=");
    } else if (strcmp(word, "--demo") == 0) {
      wanted->demo = true;
    } else if (strcmp(word, "--status") == 0) {
      has_status = true;
    } else if (strcmp(word, "--watch") == 0) {
      has_watch = true;
    } else if (strcmp(word, "--json") == 0) {
      has_json = true;
    } else if (strcmp(word, "--dial") == 0 || strcmp(word, "--call") == 0) {
      (strcmp(word, "--dial") == 0 ? &has_dial : &has_call)[0] = true;
      if (value_after(count, words, &index) == NULL) return false;
    } else if (strcmp(word, "--run") == 0) {
      const char *command = value_after(count, words, &index);
      /* Its argument is a path, and the bar's working directory is another one. */
      if (command == NULL || has_run || strcmp(command, "diagnostics.export") == 0) return false;
      has_run = true;
      const char *argument = value_after(count, words, &index);
      if (argument != NULL && is_link(argument)) return false;
    } else if (!is_chromiums(word)) {
      return false;
    }
  }
  if (has_status + has_watch + has_run + has_dial + (has_links || has_end) > 1) return false;
  if (has_json && !has_status && !has_watch) return false;
  if (has_call && !has_run && !has_dial) return false;
  wanted->kind = has_status ? STATUS : has_watch ? WATCH : has_run || has_dial ? RUN : has_links ? LINKS : BAR;
  return true;
}

/* The words that Electron would have found, in the agent's language. */
static const struct sentences *sentences(void) {
  static const char *const variables[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
  const size_t languages = sizeof all_sentences / sizeof *all_sentences;
  for (size_t index = 0; index < sizeof variables / sizeof *variables; index++) {
    const char *value = getenv(variables[index]);
    for (size_t language = 0; value != NULL && language < languages; language++)
      if (strncasecmp(value, all_sentences[language].language, 2) == 0) return &all_sentences[language];
  }
  return &all_sentences[0];
}

static void print(FILE *where, const struct text *text) {
  if (text->length == 0) return;
  fwrite(text->at, 1, text->length, where);
  fputc('\n', where);
  fflush(where);
}

int main(int count, char *const words[]) {
  signal(SIGPIPE, SIG_IGN);
  if (count > 1 && begins(words[1], "chrome-extension://")) return serve_browser(words[1]);
  if (count == 2 && strcmp(words[1], "--extension-origin") == 0) return puts(extension_origin) < 0;
#ifdef __linux__
  /* A watch ends with the launcher that waits for it. */
  prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
  struct wanted wanted = {0};
  struct text user_data = {0}, text = {0}, out = {0}, err = {0};
  struct talk talk;
  if (count - 1 > MOST_WORDS || !read_words(count - 1, words + 1, &wanted)) return LEFT_TO_ELECTRON;
  if (!find_user_data(wanted.user_data, wanted.demo, &user_data)) return LEFT_TO_ELECTRON;
  if (talk_begin(&talk, user_data.at, (const char *const *)words + 1, count - 1) != HEARD) return LEFT_TO_ELECTRON;
  enum said said;
  while ((said = talk_next(&talk, wanted.kind == WATCH ? -1 : wanted.kind == RUN ? COMMAND_MS : ANSWER_MS, &text)) ==
         LINE) {
    print(stdout, &text);
    if (ferror(stdout)) return 0;
  }
  int code = 1;
  if (said == ANSWER && read_answer(&text, &code, &out, &err)) {
    print(stdout, &out);
    print(stderr, &err);
    return code;
  }
  /* Showing the bar can be asked for again. Any other request may have been carried out. */
  if (wanted.kind == BAR) return LEFT_TO_ELECTRON;
  const struct sentences *say = sentences();
  fprintf(stderr, "%s\n",
          wanted.kind == RUN ? say->maybe_done : wanted.kind == WATCH ? say->watch_broken : say->no_answer);
  return 1;
}
