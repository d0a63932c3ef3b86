#include <stdio.h>
#include <readline/readline.h>
#include <readline/history.h>

/* Readline is steered by global variables, which Swift may not touch; these functions do. */

static inline void croute_rl_set_up(
    const char *name, int (*read_key)(FILE *), char **(*complete)(const char *, int, int), FILE *out) {
  rl_readline_name = name;
  rl_outstream = out;
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_change_environment = 0;
  rl_getc_function = read_key;
  rl_attempted_completion_function = complete;
  rl_completer_word_break_characters = " \t\n";
  /* Alt-Enter switches to vi's keys, which nobody asked for, and whose `e` never ends on a line of control characters.
     Who wants them has them by .inputrc. */
  rl_unbind_key_in_map('\n', emacs_meta_keymap);
  rl_unbind_key_in_map('\r', emacs_meta_keymap);
  history_comment_char = '#';
  history_write_timestamps = 1;
  using_history();
}

static inline FILE *croute_rl_output(void) { return rl_outstream; }
static inline const char *croute_rl_line(void) { return rl_line_buffer; }
static inline int croute_rl_point(void) { return rl_point; }

/* No completion of Readline's own. To be called by the completer before anything else. */
static inline void croute_rl_begin_completion(void) {
  rl_attempted_completion_over = 1;
  rl_sort_completion_matches = 0;
}

static inline void croute_rl_end_completion(int are_files, int is_final) {
  rl_filename_completion_desired = are_files;
  /* Folders have their slash. */
  rl_variable_bind("mark-directories", "off");
  rl_filename_quoting_desired = 0;
  rl_completion_suppress_append = !is_final;
}

/* Whether a key would go to a search, a question or an unfinished key sequence rather than to the line. */
static inline int croute_rl_is_in_dialogue(void) {
  return RL_ISSTATE(
             RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_NUMERICARG | RL_STATE_METANEXT | RL_STATE_MULTIKEY |
             RL_STATE_MOREINPUT | RL_STATE_VIMOTION | RL_STATE_CHARSEARCH) != 0;
}

/* Leaves the line on the screen, marked ^C, and empties the buffer. */
static inline void croute_rl_drop_line(void) {
  rl_point = rl_end;
  rl_redisplay();
  fputs("^C", rl_outstream);
  fflush(rl_outstream);
  rl_free_line_state();
  rl_replace_line("", 0);
  rl_point = rl_mark = 0;
}

static inline void croute_rl_leave_terminal(void) {
  rl_cleanup_after_signal();
  fflush(rl_outstream);
}

static inline void croute_rl_return_to_terminal(void) {
  rl_reset_after_signal();
  rl_reset_screen_size();
  rl_forced_update_display();
}

static inline FILE *croute_standard_output(void) { return stdout; }
static inline FILE *croute_standard_error(void) { return stderr; }
