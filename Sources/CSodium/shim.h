#include <sodium.h>

/* Adds bytes to a keyed hash; none where there is no pointer. */
static inline void croute_hmac_add(crypto_auth_hmacsha256_state *state, const unsigned char *bytes, size_t count) {
  if (count > 0) crypto_auth_hmacsha256_update(state, bytes, count);
}
