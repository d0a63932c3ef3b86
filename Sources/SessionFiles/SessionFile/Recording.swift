import CommandLanguage

/// A session being recorded to a file.
struct Recording: TranscriptRecorder {
  /// The file, without symbolic links.
  let path: String
  /// How many entries of the transcript are older than the recording.
  let start: Int

  /// The session so far.
  func text(of transcript: Transcript) -> String {
    transcript.sessionFile(from: start, in: Self.folder(of: path))
  }

  /// Writes the session so far.
  func write(_ transcript: Transcript, access: WriteAccess) throws(CommandError) {
    try OutputFile(path, force: true).write(text(of: transcript), access: access)
  }

  /// The folder of a resolved path.
  static func folder(of path: String) -> String {
    "/" + path.split(separator: "/").dropLast().joined(separator: "/")
  }
}
