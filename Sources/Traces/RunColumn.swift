/// Columns that tell runs of one query and model apart.
enum RunColumn {
  /// Their names.
  static let names = ["run", "epoch", "trial", "run_id", "repeat", "attempt"]
}
