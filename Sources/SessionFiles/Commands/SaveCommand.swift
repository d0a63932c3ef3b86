import CommandLanguage
import Display
import Input

extension Command {
  /// `save FILE`
  public static func save() -> Command {
    Command(
      "save", .session, "write the commands so far and their outputs as a session file",
      arguments: [Argument("FILE", .path)],
      options: [Option("force", nil, "", "overwrite the file if it exists")],
      details: "The file can be executed (`\(L.name) run`) and checked (`\(L.name) check`). See also: record.",
      examples: ["save lesson.md", "save lesson.md --force"], isRecorded: false
    ) { context in
      let file = context.invocation.arguments[0]
      let transcript = context.interpreter.transcript
      try context.write(try context.recording(to: file, from: 0).text(of: transcript), to: file)
      if transcript.forgottenCount > 0 {
        context.report.note(
          "the outputs of the first \(Format.count(transcript.forgottenCount, "command")) are no longer available; `record on` "
            + "keeps them all")
      }
      context.report.status("saved \(Format.count(transcript.entries.count, "command")) to \(file.text)")
      context.report.json = [
        .init("file", .string(file.text)), .init("commands", .integer(transcript.entries.count)),
      ]
    }
  }
}
