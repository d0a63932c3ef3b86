import Display

extension Command {
  /// `undo`
  public static func undo() -> Command {
    Command(
      "undo", .session, "undo the last change of the session",
      details: "Each command that changed the session is one step. Written files are not removed."
    ) { context in
      guard let earlier = context.interpreter.undo() else {
        throw CommandError.notYet("there is nothing to undo", advice: "history")
      }
      context.goBack(to: earlier.session)
      context.report.status("undid: \(earlier.statement)")
      context.report.json = [.init("undid", .string(earlier.statement))]
    }
  }

  /// `reset`
  public static func reset() -> Command {
    Command("reset", .session, "clear everything but the settings") { context in
      let before = context.session
      context.session = L.State()
      for setting in L.settings { _ = setting.write(&context.session, setting.read(before)) }
    }
  }
}
