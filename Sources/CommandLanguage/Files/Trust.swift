/// What a person allows a file of commands beyond what a stranger's may do.
package struct Trust: Sendable, Equatable {
  /// Whether it may write outside its folder, and over any file with `--force`.
  package var mayWriteAnywhere = false
  /// Whether it may read outside its folder.
  package var mayReadAnywhere = false

  /// A stranger's.
  package init(mayWriteAnywhere: Bool = false, mayReadAnywhere: Bool = false) {
    self.mayWriteAnywhere = mayWriteAnywhere
    self.mayReadAnywhere = mayReadAnywhere
  }
}
