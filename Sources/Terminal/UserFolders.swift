import CommandLanguage

/// Where a user's files are, by the XDG base directory specification.
package struct UserFolders {
  private let name: String

  /// The folders of a program of that name.
  package init(of name: String) { self.name = name }

  /// `$NAME_HISTORY`, else `$XDG_STATE_HOME/NAME/history`; `nil` where the variable is empty: no history is kept.
  package var history: String? {
    guard let path = Screen.environment(name.uppercased() + "_HISTORY") else {
      return folder("XDG_STATE_HOME", ".local/state") + "/\(name)/history"
    }
    return path.isEmpty ? nil : path
  }
  /// `$XDG_STATE_HOME/NAME`; `nil` where no history is kept.
  package var state: String? { history == nil ? nil : folder("XDG_STATE_HOME", ".local/state") + "/\(name)" }
  /// `$XDG_CONFIG_HOME/NAME/init`.
  package var initialization: String { folder("XDG_CONFIG_HOME", ".config") + "/\(name)/init" }

  private func folder(_ variable: String, _ standard: String) -> String {
    if let folder = Screen.environment(variable), folder.hasPrefix("/") { return folder }
    return UserHome.path + "/" + standard
  }
}
