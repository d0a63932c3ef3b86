import Glibc

/// Pages long output.
package enum Pager {
  /// The pager command: `$PAGER`, or `less` set to leave the text on the screen and to end with it; `nil` for none.
  static var command: String? {
    let command = Screen.environment("PAGER") ?? "less -EFRX"
    return command.isEmpty || command == "cat" ? nil : command
  }

  /// Whether `text` has more lines than the screen, the prompt's own line counted.
  package static func isNeeded(for text: String, rows: Int, columns: Int) -> Bool {
    var count = 1
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      count += max(1, (line.count + columns - 1) / columns)
      if count > rows { return true }
    }
    return false
  }

  /// Pipes `text` to the pager and waits for it; false if it did not start.
  static func show(_ text: String, with command: String) -> Bool {
    Signals.whileHeld {
      guard let pipe = popen(command, "w") else { return false }
      fputs(text, pipe)
      let status = pclose(pipe)
      return status & 0x7F != 0 || status >> 8 & 0xFF != 127
    }
  }
}
