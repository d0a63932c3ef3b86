#include <errno.h>
#include <zmq.h>

/* Macros that Swift does not see, as functions. */

static inline int croute_zmq_is_interrupted(void) { return zmq_errno() == EINTR; }
static inline int croute_zmq_would_block(void) { return zmq_errno() == EAGAIN; }
static inline int croute_zmq_is_unreachable(void) { return zmq_errno() == EHOSTUNREACH; }

/* Sets an option whose value is an integer. */
static inline int croute_zmq_set(void *socket, int option, int value) {
  return zmq_setsockopt(socket, option, &value, sizeof value);
}

/* Waits until a message can be received: 1; 0 after so many milliseconds (-1 waits for ever); -1 on an error. */
static inline int croute_zmq_wait(void *socket, long milliseconds) {
  zmq_pollitem_t item = {socket, 0, ZMQ_POLLIN, 0};
  return zmq_poll(&item, 1, milliseconds);
}
