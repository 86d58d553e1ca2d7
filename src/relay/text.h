/* Texts that grow, and the little JSON that the bar's socket speaks. */
#ifndef VOCOM_TEXT_H
#define VOCOM_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct text {
  char *at;
  size_t length;
  size_t room;
};

/* Always ends in a zero byte that `length` does not count. Ends the program when there is no memory. */
void text_add(struct text *text, const char *more, size_t length);
void text_say(struct text *text, const char *more);
void text_clear(struct text *text);
void text_free(struct text *text);

/* Adds the text as a JSON string, exactly as JSON.stringify writes it: the digests cover every byte. */
void text_add_json(struct text *text, const char *more, size_t length);

bool is_utf8(const char *text);

/*
 * The value of that member of a flat JSON object: the text of a string, or a number as it stands there. False when the
 * text is no such object or has no such member.
 */
bool json_member(const struct text *json, const char *name, struct text *value);

#endif
