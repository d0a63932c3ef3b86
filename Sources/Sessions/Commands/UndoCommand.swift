import Display

extension Command {
  static let undo = Command(
    "undo", .session, "go one step back",
    details: "Each command that changed the session is one step; files written stay written."
  ) { context in
    guard let earlier = context.interpreter.undo() else {
      throw SessionError.refused("there is nothing to undo")
    }
    context.goBack(to: earlier.session)
    context.report.status("undid: \(earlier.statement)")
    context.report.json = [.init("undid", .string(earlier.statement))]
  }

  static let reset = Command("reset", .session, "forget everything but the settings") { context in
    context.session = Session(settings: context.session.settings)
  }
}
