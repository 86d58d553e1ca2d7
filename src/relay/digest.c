#include "digest.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK = 64 };

struct digest {
  uint32_t state[8];
  unsigned char block[BLOCK];
  uint64_t length;
};

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turned(uint32_t word, int by) { return (word >> by) | (word << (32 - by)); }

static void take_block(struct digest *digest) {
  uint32_t words[64], s[8];
  for (int i = 0; i < 16; i++)
    words[i] = (uint32_t)digest->block[4 * i] << 24 | (uint32_t)digest->block[4 * i + 1] << 16 |
               (uint32_t)digest->block[4 * i + 2] << 8 | digest->block[4 * i + 3];
  for (int i = 16; i < 64; i++) {
    uint32_t a = words[i - 15], b = words[i - 2];
    words[i] = words[i - 16] + (turned(a, 7) ^ turned(a, 18) ^ (a >> 3)) + words[i - 7] +
               (turned(b, 17) ^ turned(b, 19) ^ (b >> 10));
  }
  memcpy(s, digest->state, sizeof s);
  for (int i = 0; i < 64; i++) {
    uint32_t one = s[7] + (turned(s[4], 6) ^ turned(s[4], 11) ^ turned(s[4], 25)) +
                   ((s[4] & s[5]) ^ (~s[4] & s[6])) + constants[i] + words[i];
    uint32_t two = (turned(s[0], 2) ^ turned(s[0], 13) ^ turned(s[0], 22)) +
                   ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
    memmove(s + 1, s, 7 * sizeof *s);
    s[4] += one;
    s[0] = one + two;
  }
  for (int i = 0; i < 8; i++) digest->state[i] += s[i];
}

static struct digest begin(void) {
  return (struct digest){.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
                                   0x1f83d9ab, 0x5be0cd19}};
}

static void add(struct digest *digest, const void *text, size_t length) {
  const unsigned char *bytes = text;
  for (size_t i = 0; i < length; i++) {
    digest->block[digest->length++ % BLOCK] = bytes[i];
    if (digest->length % BLOCK == 0) take_block(digest);
  }
}

static void end(struct digest *digest, unsigned char bytes[DIGEST_BYTES]) {
  uint64_t bits = digest->length * 8;
  add(digest, "\x80", 1);
  while (digest->length % BLOCK != BLOCK - 8) add(digest, "", 1);
  for (int i = 7; i >= 0; i--) {
    unsigned char byte = (unsigned char)(bits >> (8 * i));
    add(digest, &byte, 1);
  }
  for (int i = 0; i < DIGEST_BYTES; i++) bytes[i] = (unsigned char)(digest->state[i / 4] >> (24 - 8 * (i % 4)));
}

void bytes_hex(const unsigned char bytes[DIGEST_BYTES], char hex[DIGEST_HEX + 1]) {
  static const char digits[] = "0123456789abcdef";
  for (int i = 0; i < DIGEST_BYTES; i++) {
    hex[2 * i] = digits[bytes[i] >> 4];
    hex[2 * i + 1] = digits[bytes[i] & 15];
  }
  hex[DIGEST_HEX] = '\0';
}

void digest_hex(const char *text, size_t length, char hex[DIGEST_HEX + 1]) {
  unsigned char bytes[DIGEST_BYTES];
  struct digest digest = begin();
  add(&digest, text, length);
  end(&digest, bytes);
  bytes_hex(bytes, hex);
}

void keyed_digest_hex(const char *key, const char *text, size_t length, char hex[DIGEST_HEX + 1]) {
  unsigned char inner[BLOCK] = {0}, outer[BLOCK], bytes[DIGEST_BYTES];
  struct digest digest = begin();
  if (strlen(key) <= BLOCK) {
    memcpy(inner, key, strlen(key));
  } else {
    add(&digest, key, strlen(key));
    end(&digest, inner);
    digest = begin();
  }
  for (int i = 0; i < BLOCK; i++) {
    outer[i] = inner[i] ^ 0x5c;
    inner[i] ^= 0x36;
  }
  add(&digest, inner, BLOCK);
  add(&digest, text, length);
  end(&digest, bytes);
  digest = begin();
  add(&digest, outer, BLOCK);
  add(&digest, bytes, DIGEST_BYTES);
  end(&digest, bytes);
  bytes_hex(bytes, hex);
}
