#include "text.h"

#include <stdlib.h>
#include <string.h>

void text_add(struct text *text, const char *more, size_t length) {
  if (text->length + length + 1 > text->room) {
    size_t room = (text->length + length + 1) * 2;
    char *at = realloc(text->at, room);
    if (at == NULL) abort();
    text->at = at;
    text->room = room;
  }
  if (length > 0) memcpy(text->at + text->length, more, length);
  text->length += length;
  text->at[text->length] = '\0';
}

void text_say(struct text *text, const char *more) { text_add(text, more, strlen(more)); }

void text_clear(struct text *text) {
  text->length = 0;
  text_add(text, "", 0);
}

void text_free(struct text *text) {
  free(text->at);
  *text = (struct text){0};
}

void text_add_json(struct text *text, const char *more, size_t length) {
  static const char hex[] = "0123456789abcdef";
  text_say(text, "\"");
  for (size_t index = 0; index < length; index++) {
    unsigned char letter = (unsigned char)more[index];
    switch (letter) {
      case '"': text_say(text, "\\\""); break;
      case '\\': text_say(text, "\\\\"); break;
      case '\b': text_say(text, "\\b"); break;
      case '\f': text_say(text, "\\f"); break;
      case '\n': text_say(text, "\\n"); break;
      case '\r': text_say(text, "\\r"); break;
      case '\t': text_say(text, "\\t"); break;
      default:
        if (letter < 0x20) {
          char code[] = {'\\', 'u', '0', '0', hex[letter >> 4], hex[letter & 15], '\0'};
          text_say(text, code);
        } else {
          text_add(text, more + index, 1);
        }
    }
  }
  text_say(text, "\"");
}

bool is_utf8(const char *text) {
  const unsigned char *at = (const unsigned char *)text;
  while (*at != '\0') {
    int more = *at < 0x80 ? 0 : *at >= 0xc2 && *at < 0xe0 ? 1 : *at >= 0xe0 && *at < 0xf0 ? 2 : *at >= 0xf0 && *at < 0xf5 ? 3 : -1;
    if (more < 0) return false;
    /* Overlong forms, surrogates, and what lies beyond Unicode. */
    if (more == 2 && ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] > 0x9f))) return false;
    if (more == 3 && ((at[0] == 0xf0 && at[1] < 0x90) || (at[0] == 0xf4 && at[1] > 0x8f))) return false;
    for (at++; more > 0; more--, at++)
      if ((*at & 0xc0) != 0x80) return false;
  }
  return true;
}

static void add_code_point(struct text *text, unsigned long code) {
  char bytes[4];
  size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  static const unsigned char first[] = {0, 0x00, 0xc0, 0xe0, 0xf0};
  for (size_t index = length; index-- > 1; code >>= 6) bytes[index] = (char)(0x80 | (code & 0x3f));
  bytes[0] = (char)(first[length] | code);
  text_add(text, bytes, length);
}

static bool hex_unit(const char *at, const char *end, unsigned long *unit) {
  if (end - at < 4) return false;
  char digits[5];
  memcpy(digits, at, 4);
  digits[4] = '\0';
  if (strspn(digits, "0123456789abcdefABCDEF") != 4) return false;
  *unit = strtoul(digits, NULL, 16);
  return true;
}

/* Reads the string that begins at the quote; answers what follows it, or NULL. */
static const char *read_string(const char *at, const char *end, struct text *value) {
  if (at == end || *at++ != '"') return NULL;
  for (; at < end && *at != '"'; at++) {
    if (*at != '\\') {
      text_add(value, at, 1);
      continue;
    }
    if (++at == end) return NULL;
    static const char names[] = "\"\\/bfnrt";
    static const char meant[] = "\"\\/\b\f\n\r\t";
    const char *name = *at == '\0' ? NULL : strchr(names, *at);
    if (name != NULL) {
      text_add(value, meant + (name - names), 1);
      continue;
    }
    unsigned long unit, second;
    if (*at != 'u' || !hex_unit(at + 1, end, &unit)) return NULL;
    at += 4;
    if (unit >= 0xd800 && unit < 0xdc00 && end - at > 6 && at[1] == '\\' && at[2] == 'u' &&
        hex_unit(at + 3, end, &second) && second >= 0xdc00 && second < 0xe000) {
      unit = 0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00);
      at += 6;
    } else if (unit >= 0xd800 && unit < 0xe000) {
      unit = 0xfffd;
    }
    add_code_point(value, unit);
  }
  return at == end ? NULL : at + 1;
}

static const char *skip_blanks(const char *at, const char *end) {
  while (at < end && *at != '\0' && strchr(" \t\r\n", *at) != NULL) at++;
  return at;
}

/* Reads a string, a number or a word; anything deeper is no message of the bar. */
static const char *read_value(const char *at, const char *end, struct text *value) {
  if (at < end && *at == '"') return read_string(at, end, value);
  const char *from = at;
  while (at < end && *at != '\0' && strchr("+-.0123456789abcdefghijklmnopqrstuvwxyzE", *at) != NULL) at++;
  text_add(value, from, (size_t)(at - from));
  return at == from ? NULL : at;
}

bool json_member(const struct text *json, const char *name, struct text *value) {
  struct text key = {0};
  const char *at = json->at, *end = json->at + json->length;
  bool is_found = false;
  at = skip_blanks(at, end);
  if (at == end || *at++ != '{') return false;
  while (!is_found) {
    text_clear(&key);
    text_clear(value);
    at = read_string(skip_blanks(at, end), end, &key);
    if (at == NULL) break;
    at = skip_blanks(at, end);
    if (at == end || *at++ != ':') break;
    at = read_value(skip_blanks(at, end), end, value);
    if (at == NULL) break;
    is_found = strcmp(key.at, name) == 0;
    at = skip_blanks(at, end);
    if (at == end || *at++ != ',') break;
  }
  text_free(&key);
  return is_found;
}
