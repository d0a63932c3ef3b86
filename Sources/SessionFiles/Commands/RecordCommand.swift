import CommandLanguage
import Display
import Input

extension Command {
  /// `record [on|off] [FILE]`
  public static func record() -> Command {
    Command(
      "record", .session, "record commands and their outputs to a session file from now on",
      arguments: [
        Argument("on|off", .choice(["on", "off"]), isOptional: true), Argument("FILE", .path, isOptional: true),
      ],
      options: [Option("force", nil, "", "overwrite the file if it exists")],
      details: """
        The file (session.md by default) is complete after every command that is typed, and at the end of a script; \
        `\(L.name) check` accepts it. Commands executed earlier form its first block. Shell commands and interrupted \
        commands are left out. See also: save.
        """,
      examples: ["record on lesson.md", "record off"], isRecorded: false
    ) { context in
      let words = context.invocation.arguments
      let interpreter = context.interpreter
      switch words.first?.text {
      case "on":
        let file = words.dropFirst().first ?? Word(text: "session.md", at: words[0])
        let recording = try context.recording(to: file, from: interpreter.transcript.entries.count)
        try context.write(recording.text(of: interpreter.transcript), to: file)
        interpreter.recorder = recording
      case "off":
        if words.count > 1 {
          throw LocatedError(.unexpectedArgument(words[1].text, usage: context.invocation.command.usage), at: words[1])
        }
        if interpreter.recorder == nil {
          throw LocatedError(.notYet("nothing is being recorded", advice: "record on session.md"), at: words[0])
        }
        try interpreter.writeRecording()
        context.report.status("recorded to \(interpreter.recorder?.path ?? "")")
        interpreter.recorder = nil
      case nil: break
      default:
        throw LocatedError(.invalidValue("record", found: words[0].text, allowed: "on or off"), at: words[0])
      }
      if words.first?.text != "off" {
        context.report.line(interpreter.recorder.map { "recording to \($0.path)" } ?? "nothing is being recorded")
      }
      context.report.json = [.init("file", interpreter.recorder.map { .string($0.path) } ?? .null)]
    }
  }
}

extension CommandContext {
  /// A recording to the file named by a word.
  func recording(to file: Word, from start: Int) throws(LocatedError) -> Recording {
    guard let path = FilePlace.resolved(file.text) else {
      throw LocatedError(.file(path: file.text, reason: "No such file or directory"), at: file)
    }
    return Recording(path: path, start: start)
  }
}

extension Word {
  /// A word at the place of another one.
  fileprivate init(text: String, at word: Word) {
    self.init(text: text, location: word.location, length: word.length, isQuoted: false)
  }
}
