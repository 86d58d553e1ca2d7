/*
 * Each message of the browser is asked of the bar in a conversation of its own, because a command may take long and
 * nothing may wait behind it. What the bar says of its own accord comes through one more conversation. Messages are
 * carried as they are; the bar reads them.
 *
 * To the browser: {"n":3,"answer":…} answers its third message, {"n":3,"failed":"tooLong|busy|unheard|silent"} says
 * that it was not carried, {"said":…} is what the bar says, {"ended":"notRunning|gone|unheard"} is the last word.
 */
#include "host.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "talk.h"

/* Longer answers would not leave in one write (PIPE_BUF). */
enum { LONGEST_MESSAGE = 64 * 1024, LONGEST_ANSWER = 3900, ANSWER_MS = 120000 };
/* The bar takes words of at most 4,000 characters; a message is cut between characters. */
enum { WORD = 3900, MOST_WORDS = LONGEST_MESSAGE / (WORD - 4) + 3 };
enum { MOST_AT_ONCE = 16 };

const char extension_origin[] = "chrome-extension://" EXTENSION_ID "/";

static pid_t askers[MOST_AT_ONCE];
/* The processes that ask write their frame here at once, and this one passes it on: frames never mix. */
static int aside[2];
static int outlet = STDOUT_FILENO;

static bool send_bytes(const char *bytes, size_t length) {
  for (size_t sent = 0; sent < length;) {
    ssize_t took = write(outlet, bytes + sent, length - sent);
    if (took > 0) sent += (size_t)took;
    else if (errno != EINTR) return false;
  }
  return true;
}

static bool send_frame(const struct text *json) {
  static struct text frame;
  uint32_t length = (uint32_t)json->length;
  text_clear(&frame);
  text_add(&frame, (const char *)&length, sizeof length);
  text_add(&frame, json->at, json->length);
  return send_bytes(frame.at, frame.length);
}

static bool send_said(const char *name, const struct text *json) {
  struct text frame = {0};
  text_say(&frame, "{\"");
  text_say(&frame, name);
  text_say(&frame, "\":");
  text_add(&frame, json->at, json->length);
  text_say(&frame, "}");
  bool is_sent = send_frame(&frame);
  text_free(&frame);
  return is_sent;
}

static bool send_word(const char *name, const char *word) {
  struct text json = {0};
  text_add_json(&json, word, strlen(word));
  bool is_sent = send_said(name, &json);
  text_free(&json);
  return is_sent;
}

static bool send_numbered(unsigned long number, const char *name, const struct text *json) {
  struct text frame = {0};
  char start[40];
  snprintf(start, sizeof start, "{\"n\":%lu,\"", number);
  text_say(&frame, start);
  text_say(&frame, name);
  text_say(&frame, "\":");
  text_add(&frame, json->at, json->length);
  text_say(&frame, "}");
  bool is_sent = send_frame(&frame);
  text_free(&frame);
  return is_sent;
}

static bool send_failed(unsigned long number, const char *why) {
  struct text json = {0};
  text_add_json(&json, why, strlen(why));
  bool is_sent = send_numbered(number, "failed", &json);
  text_free(&json);
  return is_sent;
}

/* Cuts the message into words and asks the bar. Runs in a process of its own. */
static void ask_bar(const char *user_data, unsigned long number, const struct text *message) {
  static char pieces[MOST_WORDS][WORD + 1];
  const char *words[MOST_WORDS + 1] = {"--companion"};
  int count = 1;
  for (size_t at = 0; at < message->length; count++) {
    size_t length = message->length - at < WORD ? message->length - at : WORD;
    while (at + length < message->length && (message->at[at + length] & 0xc0) == 0x80) length--;
    memcpy(pieces[count - 1], message->at + at, length);
    pieces[count - 1][length] = '\0';
    words[count] = pieces[count - 1];
    at += length;
  }
  struct talk talk;
  struct text text = {0}, out = {0}, err = {0};
  int code;
  outlet = aside[1];
  if (talk_begin(&talk, user_data, words, count) != HEARD) {
    send_failed(number, "unheard");
  } else if (talk_next(&talk, ANSWER_MS, &text) != ANSWER || !read_answer(&text, &code, &out, &err) ||
             out.length == 0 || out.length > LONGEST_ANSWER) {
    send_failed(number, "silent");
  } else {
    send_numbered(number, "answer", &out);
  }
  _exit(0);
}

static bool ask_aside(const char *user_data, unsigned long number, const struct text *message) {
  for (int index = 0; index < MOST_AT_ONCE; index++) {
    if (askers[index] != 0 && waitpid(askers[index], NULL, WNOHANG) == 0) continue;
    pid_t child = fork();
    if (child == 0) ask_bar(user_data, number, message);
    askers[index] = child > 0 ? child : 0;
    return child > 0 || send_failed(number, "busy");
  }
  return send_failed(number, "busy");
}

/* Takes the whole messages out of what has arrived. False when the browser cannot be answered any more. */
static bool take_messages(struct text *came, size_t *skipped, unsigned long *number, const char *user_data) {
  for (;;) {
    size_t drop = *skipped < came->length ? *skipped : came->length;
    if (drop > 0) {
      came->length -= drop;
      *skipped -= drop;
      memmove(came->at, came->at + drop, came->length + 1);
    }
    uint32_t length;
    if (*skipped > 0 || came->length < sizeof length) return true;
    memcpy(&length, came->at, sizeof length);
    if (length > LONGEST_MESSAGE) {
      *skipped = (size_t)length + sizeof length;
      if (!send_failed(++*number, "tooLong")) return false;
      continue;
    }
    if (came->length < sizeof length + length) return true;
    struct text message = {0};
    text_add(&message, came->at + sizeof length, length);
    /* A zero byte would hide what follows it; JSON has none. */
    bool is_text = memchr(message.at, '\0', length) == NULL && is_utf8(message.at);
    *skipped = sizeof length + length;
    bool is_taken = is_text ? ask_aside(user_data, ++*number, &message) : send_failed(++*number, "tooLong");
    text_free(&message);
    if (!is_taken) return false;
  }
}

static void carry(struct talk *talk, const char *user_data) {
  struct text came = {0}, text = {0};
  size_t skipped = 0;
  unsigned long number = 0;
  for (;;) {
    struct pollfd watched[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                               {.fd = talk->socket, .events = POLLIN},
                               {.fd = aside[0], .events = POLLIN}};
    char bytes[16384];
    if (poll(watched, 3, -1) < 0) continue;
    if (watched[2].revents != 0) {
      ssize_t length = read(aside[0], bytes, sizeof bytes);
      if (length > 0 && !send_bytes(bytes, (size_t)length)) return;
    }
    if (watched[0].revents != 0) {
      ssize_t length = read(STDIN_FILENO, bytes, sizeof bytes);
      if (length <= 0) return;
      text_add(&came, bytes, (size_t)length);
      if (!take_messages(&came, &skipped, &number, user_data)) return;
    }
    if (watched[1].revents != 0) {
      enum said said;
      while ((said = talk_next(talk, 0, &text)) == LINE)
        if (!send_said("said", &text)) return;
      if (said == LATER) continue;
      send_word("ended", "gone");
      return;
    }
  }
}

int serve_browser(const char *origin) {
  struct text user_data = {0};
  struct talk talk;
  const char *const words[] = {"--companion"};
  /* The browser checks this too, by the host's manifest; that file may have been changed. */
  if (strcmp(origin, extension_origin) != 0) {
    fprintf(stderr, "%s is not the extension of Vocom Bar.\n", origin);
    return 1;
  }
  if (!find_user_data(NULL, false, &user_data)) return 1;
  enum told told = talk_begin(&talk, user_data.at, words, 1);
  if (told != HEARD) {
    send_word("ended", told == NO_BAR ? "notRunning" : "unheard");
    return 0;
  }
  if (pipe(aside) != 0) return 1;
  carry(&talk, user_data.at);
  /* A process that still waits for the bar's answer has nobody to give it to. */
  for (int index = 0; index < MOST_AT_ONCE; index++)
    if (askers[index] > 0 && waitpid(askers[index], NULL, WNOHANG) == 0) kill(askers[index], SIGKILL);
  return 0;
}
