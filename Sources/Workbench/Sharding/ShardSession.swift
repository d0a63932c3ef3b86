extension Session {
  /// The part of the session from which the values of a command follow that uses the traces in use, and some results.
  ///
  /// - Parameter results: the names of these results.
  package func specification(results names: [String]) -> Session {
    var own = Session()
    own.results = results.filter { names.contains($0.name) }
    own.workspaces = workspaces.filter { $0.name == current }
    own.current = current
    own.settings.seed = settings.seed
    own.settings.reference = settings.reference
    return own
  }

  /// The session with all settings of another that its specification does not hold, such as how results are shown.
  package func shown(as other: Session) -> Session {
    var session = self
    session.settings = other.settings
    session.settings.seed = settings.seed
    session.settings.reference = settings.reference
    return session
  }
}
