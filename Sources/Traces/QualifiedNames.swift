import Input

/// Names of queries that are told apart by their task: the third question of one task is not the third of another.
enum QualifiedNames {
  /// What stands between the task and the name while files are read; no name holds it.
  static let separator: UInt8 = 0x1F

  /// The names as people see them: without the task where all have the same, else `TASK/NAME`.
  static func shown(_ names: StringColumn) -> StringColumn {
    var shared: ArraySlice<UInt8>?
    var isShared = true
    for index in names.indices {
      let name = names.utf8(at: index)
      let task = name.firstIndex(of: separator).map { name[..<$0] }
      if index == 0 { shared = task }
      if task == nil || task != shared {
        isShared = false
        break
      }
    }
    var shown = StringColumn()
    shown.reserveCapacity(names.count)
    for index in names.indices {
      let name = names.utf8(at: index)
      if isShared, let end = name.firstIndex(of: separator) {
        shown.append(utf8: name[(end + 1)...])
      } else {
        shown.append(utf8: name.lazy.map { $0 == separator ? UInt8(ascii: "/") : $0 })
      }
    }
    return shown
  }
}
