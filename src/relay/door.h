/* Where a running bar listens, and the secret that proves who it is: what src/main/shell/cli/cli-door.ts writes. */
#ifndef VOCOM_DOOR_H
#define VOCOM_DOOR_H

#include <stdbool.h>

#include "text.h"

struct door {
  char address[108];
  char secret[101];
};

/* The user-data folder: the one named (or NULL), the one that this program lies in, or the usual one. */
bool find_user_data(const char *named, bool demo, struct text *folder);

enum { MOST_DOORS = 4 };

/* The doors that bars with that folder may have opened, the likeliest first. Answers how many. */
int find_doors(const char *user_data, struct door doors[MOST_DOORS]);

#endif
