/* One conversation with the running bar, as src/main/core/cli/cli-proof.ts lays it down. */
#ifndef VOCOM_TALK_H
#define VOCOM_TALK_H

#include <stdbool.h>

#include "digest.h"
#include "door.h"
#include "text.h"

struct talk {
  int socket;
  char secret[101];
  char askers[DIGEST_HEX + 1];
  char bars[DIGEST_HEX + 1];
  /* What has arrived and was not read yet. */
  struct text held;
  unsigned long lines;
};

/* `NO_BAR`: none listens. `UNHEARD`: the listener did not prove itself, and was told nothing. `HEARD`: it has the words. */
enum told { NO_BAR, UNHEARD, HEARD };

/* Finds the running bar and gives it the words. */
enum told talk_begin(struct talk *talk, const char *user_data, const char *const words[], int count);

/*
 * `LINE`: a line of a watch. `ANSWER`: the last word. `LATER`: no whole message within that time (-1 waits for ever, 0
 * only looks). `SILENT`: the bar is gone or said what it cannot prove.
 */
enum said { LINE, ANSWER, LATER, SILENT };

enum said talk_next(struct talk *talk, int wait_ms, struct text *text);

void talk_end(struct talk *talk);

/* The members of an answer. */
bool read_answer(const struct text *answer, int *code, struct text *out, struct text *err);

#endif
