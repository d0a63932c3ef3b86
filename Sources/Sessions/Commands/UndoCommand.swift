import Display

extension Command {
  static let undo = Command(
    "undo", .session, "undo the last change of the session",
    details: "Each command that changed the session is one step. Written files are not removed."
  ) { context in
    guard let earlier = context.interpreter.undo() else {
      throw SessionError.notYet("there is nothing to undo", advice: "history")
    }
    context.goBack(to: earlier.session)
    context.report.status("undid: \(earlier.statement)")
    context.report.json = [.init("undid", .string(earlier.statement))]
  }

  static let reset = Command("reset", .session, "clear everything but the settings") { context in
    context.session = Session(settings: context.session.settings)
  }
}
