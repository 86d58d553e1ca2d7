/* SHA-256 and the keyed digest that the bar's socket wants (FIPS 180-4, RFC 2104). */
#ifndef VOCOM_DIGEST_H
#define VOCOM_DIGEST_H

#include <stddef.h>

enum { DIGEST_BYTES = 32, DIGEST_HEX = 64 };

/* Writes the digest in hexadecimal, with a zero byte at its end. */
void digest_hex(const char *text, size_t length, char hex[DIGEST_HEX + 1]);
void keyed_digest_hex(const char *key, const char *text, size_t length, char hex[DIGEST_HEX + 1]);
void bytes_hex(const unsigned char bytes[DIGEST_BYTES], char hex[DIGEST_HEX + 1]);

#endif
