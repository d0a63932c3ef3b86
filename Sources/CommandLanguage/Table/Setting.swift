import Display

/// A setting of `set`.
public struct Setting<State: LanguageState>: Sendable {
  /// The name.
  public let name: String
  /// What its value may be, in words.
  public let allowed: String
  /// What its values do, in words, where their names do not say it.
  public let meaning: String?
  /// Its possible values, if they can be listed.
  public let choices: [String]
  /// The value.
  public let read: @Sendable (State) -> String
  /// Sets the value; false if it is not allowed.
  public let write: @Sendable (inout State, String) -> Bool

  /// A setting.
  public init(
    name: String, allowed: String, meaning: String? = nil, choices: [String] = [],
    read: @escaping @Sendable (State) -> String, write: @escaping @Sendable (inout State, String) -> Bool
  ) {
    self.name = name
    self.allowed = allowed
    self.meaning = meaning
    self.choices = choices
    self.read = read
    self.write = write
  }

  /// A setting that is on or off.
  public static func flag(_ name: String, _ path: any WritableKeyPath<State, Bool> & Sendable) -> Setting {
    Setting(name: name, allowed: "on, off", choices: ["on", "off"]) {
      $0[keyPath: path] ? "on" : "off"
    } write: { state, text in
      guard text == "on" || text == "off" else { return false }
      state[keyPath: path] = text == "on"
      return true
    }
  }
}

extension Setting {
  /// How results are shown: all settings of `DisplaySettings`.
  public static var display: [Setting] { [format, width, progress] + flags }

  /// How results are printed.
  public static var format: Setting {
    Setting(
      name: "format", allowed: OutputFormat.inWords,
      choices: OutputFormat.allCases.map(\.rawValue)
    ) {
      $0.display.format.rawValue
    } write: { state, text in
      guard let format = OutputFormat(rawValue: text) else { return false }
      state.display.format = format
      return true
    }
  }

  /// Columns of text.
  public static var width: Setting {
    Setting(name: "width", allowed: "auto or 20 to 1000", choices: ["auto"]) {
      $0.display.width.map(String.init) ?? "auto"
    } write: { state, text in
      if text == "auto" {
        state.display.width = nil
        return true
      }
      guard let width = Int(text), (20...1000).contains(width) else { return false }
      state.display.width = width
      return true
    }
  }

  /// Where long commands show progress.
  public static var progress: Setting {
    Setting(
      name: "progress", allowed: "auto, on or off", meaning: "auto: only at a terminal; on: in notebooks too; off",
      choices: ProgressDisplay.allCases.map(\.rawValue)
    ) {
      $0.display.progress.rawValue
    } write: { state, text in
      guard let progress = ProgressDisplay(rawValue: text) else { return false }
      state.display.progress = progress
      return true
    }
  }

  /// `ascii`, `timing`, `echo` and `quiet`.
  public static var flags: [Setting] {
    [
      flag("ascii", \.display.ascii), flag("timing", \.display.timing), flag("echo", \.display.echo),
      flag("quiet", \.display.quiet),
    ]
  }
}
