#include "door.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "digest.h"

/* A socket's folder may have at most so many bytes, as in the bar. */
enum { LONGEST_FOLDER = 80, LONGEST_DOOR = 4096 };

static const char door_name[] = "door.json";

/* The value of a variable that names an absolute path, without the slash at its end; NULL for any other. */
static const char *folder_of(const char *variable, struct text *folder) {
  const char *value = getenv(variable);
  if (value == NULL || value[0] != '/') return NULL;
  text_clear(folder);
  text_say(folder, value);
  while (folder->length > 1 && folder->at[folder->length - 1] == '/') folder->at[--folder->length] = '\0';
  return folder->at;
}

/* For the browsers of its user, the bar puts a copy of this program into its user-data folder, under this name. */
static const char copy_name[] = "/companion-host";

static bool is_copy(struct text *folder) {
#ifdef __linux__
  char path[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  ssize_t folder_length = length - (ssize_t)(sizeof copy_name - 1);
  if (folder_length <= 0) return false;
  path[length] = '\0';
  if (strcmp(path + folder_length, copy_name) != 0) return false;
  text_clear(folder);
  text_add(folder, path, (size_t)folder_length);
  return true;
#else
  (void)folder;
  return false;
#endif
}

bool find_user_data(const char *named, bool demo, struct text *folder) {
  if (named != NULL) {
    text_say(folder, named);
  } else if (!is_copy(folder)) {
#ifdef __APPLE__
    if (folder_of("HOME", folder) == NULL) return false;
    text_say(folder, "/Library/Application Support");
#else
    if (folder_of("XDG_CONFIG_HOME", folder) == NULL) {
      if (folder_of("HOME", folder) == NULL) return false;
      text_say(folder, "/.config");
    }
#endif
    text_say(folder, "/Vocom Bar");
  }
  if (demo) text_say(folder, "/demo");
  return true;
}

/* Reads a file that only this user can have written and can read. */
static bool read_door(const char *path, struct door *door) {
  int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return false;
  char bytes[LONGEST_DOOR];
  struct stat found;
  ssize_t length = -1;
  if (fstat(file, &found) == 0 && S_ISREG(found.st_mode) && found.st_uid == getuid() && (found.st_mode & 077) == 0)
    length = read(file, bytes, sizeof bytes);
  close(file);
  if (length <= 0) return false;
  struct text json = {0}, address = {0}, secret = {0};
  text_add(&json, bytes, (size_t)length);
  bool is_whole = json_member(&json, "address", &address) && json_member(&json, "secret", &secret) &&
                  address.length > 0 && address.length < sizeof door->address && secret.length >= 32 &&
                  secret.length < sizeof door->secret;
  if (is_whole) {
    strcpy(door->address, address.at);
    strcpy(door->secret, secret.at);
  }
  text_free(&json);
  text_free(&address);
  text_free(&secret);
  return is_whole;
}

/* The folder for files that last no longer than the session, under that one. */
static bool session_door(const char *base, const char *user_data, struct door *door) {
  char place[PATH_MAX], path[PATH_MAX], name[DIGEST_HEX + 1];
  int length = snprintf(place, sizeof place, "%s/vocom-bar-%lu", base, (unsigned long)getuid());
  if (length <= 0 || length > LONGEST_FOLDER) return false;
  digest_hex(user_data, strlen(user_data), name);
  name[16] = '\0';
  snprintf(path, sizeof path, "%.80s/%s.%s", place, name, door_name);
  return read_door(path, door);
}

int find_doors(const char *user_data, struct door doors[MOST_DOORS]) {
  struct text path = {0}, base = {0};
  int count = 0;
  text_say(&path, user_data);
  text_say(&path, "/");
  text_say(&path, door_name);
  if (read_door(path.at, &doors[count])) count++;
  if (folder_of("XDG_RUNTIME_DIR", &base) != NULL && session_door(base.at, user_data, &doors[count])) count++;
#ifdef __linux__
  char usual[64];
  snprintf(usual, sizeof usual, "/run/user/%lu", (unsigned long)getuid());
  if (session_door(usual, user_data, &doors[count])) count++;
#endif
  const char *temporary = folder_of("TMPDIR", &base);
  if (temporary == NULL) temporary = folder_of("TMP", &base);
  if (temporary == NULL) temporary = folder_of("TEMP", &base);
  if (session_door(temporary == NULL ? "/tmp" : temporary, user_data, &doors[count])) count++;
  text_free(&path);
  text_free(&base);
  return count;
}
