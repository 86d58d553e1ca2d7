#include "talk.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

/* A listener that has not proved itself by then is told nothing, and Electron takes over. Milliseconds. */
enum { GREET_MS = 2000, SEND_MS = 5000 };
enum { LONGEST_GREETING = 400, LONGEST_MESSAGE = 2 * 1024 * 1024 };

static long now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000L + now.tv_nsec / 1000000L;
}

static bool new_number(char hex[DIGEST_HEX + 1]) {
  unsigned char bytes[DIGEST_BYTES];
  int file = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
  bool is_read = file >= 0 && read(file, bytes, sizeof bytes) == (ssize_t)sizeof bytes;
  if (file >= 0) close(file);
  bytes_hex(bytes, hex);
  return is_read;
}

static int connected(const char *address) {
  struct sockaddr_un place = {.sun_family = AF_UNIX};
  if (strlen(address) >= sizeof place.sun_path) return -1;
  strcpy(place.sun_path, address);
  int made = socket(AF_UNIX, SOCK_STREAM, 0);
  if (made < 0) return -1;
  fcntl(made, F_SETFD, FD_CLOEXEC);
  fcntl(made, F_SETFL, O_NONBLOCK);
  if (connect(made, (struct sockaddr *)&place, sizeof place) == 0) return made;
  close(made);
  return -1;
}

static bool is_ready(int socket, short what, long until) {
  struct pollfd watched = {.fd = socket, .events = what};
  for (;;) {
    long left = until < 0 ? -1 : until - now_ms();
    if (until >= 0 && left < 0) left = 0;
    int ready = poll(&watched, 1, (int)left);
    if (ready >= 0 || errno != EINTR) return ready > 0;
  }
}

static bool send_line(int socket, struct text *line) {
  long until = now_ms() + SEND_MS;
  text_say(line, "\n");
  for (size_t sent = 0; sent < line->length;) {
    ssize_t took = write(socket, line->at + sent, line->length - sent);
    if (took > 0) sent += (size_t)took;
    else if (errno != EAGAIN && errno != EINTR) return false;
    else if (!is_ready(socket, POLLOUT, until)) return false;
  }
  return true;
}

/* 1: a whole line. 0: not within that time. -1: the other side ended, or the line is too long. */
static int read_line(struct talk *talk, long until, size_t longest, struct text *line) {
  size_t looked = 0;
  for (;;) {
    char *end = talk->held.length == looked ? NULL : memchr(talk->held.at + looked, '\n', talk->held.length - looked);
    if (end != NULL) {
      size_t length = (size_t)(end - talk->held.at);
      if (length > longest) return -1;
      text_clear(line);
      text_add(line, talk->held.at, length);
      talk->held.length -= length + 1;
      memmove(talk->held.at, end + 1, talk->held.length + 1);
      return 1;
    }
    looked = talk->held.length;
    if (looked > longest) return -1;
    if (!is_ready(talk->socket, POLLIN, until)) return 0;
    char bytes[16384];
    ssize_t came = read(talk->socket, bytes, sizeof bytes);
    if (came > 0) text_add(&talk->held, bytes, (size_t)came);
    else if (came == 0 || (errno != EAGAIN && errno != EINTR)) return -1;
  }
}

static void proof_of(const struct talk *talk, const char *speaker, const char *text, size_t length,
                     char proof[DIGEST_HEX + 1]) {
  struct text all = {0};
  text_say(&all, "[");
  text_add_json(&all, speaker, strlen(speaker));
  text_say(&all, ",");
  text_add_json(&all, talk->askers, DIGEST_HEX);
  text_say(&all, ",");
  text_add_json(&all, talk->bars, DIGEST_HEX);
  text_say(&all, ",");
  text_add_json(&all, text, length);
  text_say(&all, "]");
  keyed_digest_hex(talk->secret, all.at, all.length, proof);
  text_free(&all);
}

/* Takes the same time wherever the two differ. */
static bool is_same(const char right[DIGEST_HEX + 1], const struct text *proof) {
  if (proof->length != DIGEST_HEX) return false;
  unsigned char difference = 0;
  for (int i = 0; i < DIGEST_HEX; i++) difference |= (unsigned char)(right[i] ^ proof->at[i]);
  return difference == 0;
}

static bool is_proven(const struct talk *talk, const char *speaker, const struct text *message, struct text *text) {
  struct text proof = {0};
  char right[DIGEST_HEX + 1];
  bool is_whole = json_member(message, "proof", &proof);
  if (is_whole && text != NULL) is_whole = json_member(message, "text", text);
  proof_of(talk, speaker, text == NULL ? "" : text->at, text == NULL ? 0 : text->length, right);
  is_whole = is_whole && is_same(right, &proof);
  text_free(&proof);
  return is_whole;
}

static bool greeted(struct talk *talk) {
  struct text line = {0}, bars = {0};
  text_say(&line, "{\"hello\":\"");
  text_say(&line, talk->askers);
  text_say(&line, "\"}");
  bool is_bar = send_line(talk->socket, &line) &&
                read_line(talk, now_ms() + GREET_MS, LONGEST_GREETING, &line) == 1 &&
                json_member(&line, "hello", &bars) && bars.length == DIGEST_HEX &&
                strspn(bars.at, "0123456789abcdef") == DIGEST_HEX;
  if (is_bar) {
    strcpy(talk->bars, bars.at);
    is_bar = is_proven(talk, "greeting", &line, NULL);
  }
  text_free(&line);
  text_free(&bars);
  return is_bar;
}

static bool ask(struct talk *talk, const char *const words[], int count) {
  struct text question = {0}, line = {0};
  char proof[DIGEST_HEX + 1];
  text_say(&question, "[");
  for (int index = 0; index < count; index++) {
    if (index > 0) text_say(&question, ",");
    text_add_json(&question, words[index], strlen(words[index]));
  }
  text_say(&question, "]");
  proof_of(talk, "question", question.at, question.length, proof);
  text_say(&line, "{\"text\":");
  text_add_json(&line, question.at, question.length);
  text_say(&line, ",\"proof\":\"");
  text_say(&line, proof);
  text_say(&line, "\"}");
  bool is_sent = send_line(talk->socket, &line);
  text_free(&question);
  text_free(&line);
  return is_sent;
}

enum told talk_begin(struct talk *talk, const char *user_data, const char *const words[], int count) {
  struct door doors[MOST_DOORS];
  enum told told = NO_BAR;
  int found = find_doors(user_data, doors);
  for (int index = 0; index < found; index++) {
    *talk = (struct talk){.socket = connected(doors[index].address)};
    if (talk->socket < 0) continue;
    strcpy(talk->secret, doors[index].secret);
    if (new_number(talk->askers) && greeted(talk)) {
      /* The bar may have it even where sending it failed: whether it was done is not known. */
      if (!ask(talk, words, count)) shutdown(talk->socket, SHUT_RDWR);
      return HEARD;
    }
    told = UNHEARD;
    talk_end(talk);
  }
  return told;
}

enum said talk_next(struct talk *talk, int wait_ms, struct text *text) {
  struct text message = {0}, number = {0};
  enum said said = SILENT;
  int read = read_line(talk, wait_ms < 0 ? -1 : now_ms() + wait_ms, LONGEST_MESSAGE, &message);
  if (read == 0) {
    said = LATER;
  } else if (read == 1) {
    /* The lines of a watch are numbered, so that none can be left out or repeated. */
    bool is_line = json_member(&message, "line", &number);
    char speaker[40] = "answer";
    if (is_line) snprintf(speaker, sizeof speaker, "line %lu", ++talk->lines);
    if (is_proven(talk, speaker, &message, text)) said = is_line ? LINE : ANSWER;
  }
  text_free(&message);
  text_free(&number);
  return said;
}

void talk_end(struct talk *talk) {
  if (talk->socket >= 0) close(talk->socket);
  talk->socket = -1;
  text_free(&talk->held);
}

bool read_answer(const struct text *answer, int *code, struct text *out, struct text *err) {
  struct text number = {0};
  bool is_whole =
      json_member(answer, "code", &number) && json_member(answer, "out", out) && json_member(answer, "err", err);
  if (is_whole) *code = (int)strtol(number.at, NULL, 10);
  text_free(&number);
  return is_whole;
}
