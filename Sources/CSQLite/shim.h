#include <sqlite3.h>

/* Macros and variadic functions that Swift does not see, as functions. */

/* Binds text that SQLite copies. */
static inline int croute_sqlite_bind(sqlite3_stmt *statement, int place, const char *text, int count) {
  return sqlite3_bind_text(statement, place, text, count, SQLITE_TRANSIENT);
}

/* Gives back text that SQLite copies. */
static inline void croute_sqlite_result(sqlite3_context *context, const char *text, int count) {
  sqlite3_result_text(context, text, count, SQLITE_TRANSIENT);
}

/* Switches an option of a connection on or off. */
static inline int croute_sqlite_configure(sqlite3 *database, int option, int value) {
  return sqlite3_db_config(database, option, value, (int *)0);
}
