extension Session {
  /// The part of the session from which the values of a command follow that uses the traces in use, and some results; with the
  /// traces of these, to which it compares what they were made from.
  ///
  /// - Parameter results: the names of these results.
  package func specification(results names: [String]) -> Session {
    var own = Session()
    own.results = results.filter { names.contains($0.name) }
    let sets = [current] + own.results.map { $0.value.workspace?.name }
    own.workspaces = workspaces.filter { sets.contains($0.name) }
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
