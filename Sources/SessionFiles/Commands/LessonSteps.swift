import CommandLanguage
import Display
import Input

/// A lesson step by step: its paragraphs, its commands and its exercises.
extension CommandContext {
  /// Shows or does what comes next.
  mutating func playOn(_ player: LessonPlayer) throws {
    switch player.step {
    case nil: offer(player)
    case .text(let text)?:
      player.advance()
      report.line(PlainProse.text(text, width: width))
      offer(player)
    case .cell(let cell)?:
      let statements = interpreter.statements(of: cell.source(named: nil)).map(\.source)
      let wereTyped = player.wereTyped(statements, in: interpreter.history)
      let wasOffered = player.isOffered
      if !wasOffered { return offer(player) }
      player.advance()
      if wereTyped || !cell.attributes.isRun { return try playOn(player) }
      try execute(cell, of: player, echoes: statements.count > 1)
      offer(player)
    case .exercise(let exercise, _)?:
      if !player.isOffered { return offer(player) }
      report.line("answer \(exercise.name) with `answer \(exercise.name) …`, or: hint, solution, skip")
    }
  }

  /// Shows the commands that come next, or asks the exercise that does.
  mutating func offer(_ player: LessonPlayer) {
    switch player.step {
    case .text?: break
    case .cell(let cell)?:
      player.offer(after: interpreter.history.count)
      let commands = interpreter.statements(of: cell.source(named: nil)).map { interpreter.grammar.echo(of: $0.source) }
      report.line("\n" + commands.joined() + "(Return runs \(commands.count == 1 ? "it" : "them"))")
    case .exercise(let exercise, _)?:
      player.offer(after: interpreter.history.count)
      report.paragraph("\nexercise \(exercise.name): \(exercise.question)")
      if !exercise.choices.isEmpty { report.paragraph("one of: \(exercise.choices.joined(separator: ", "))") }
      report.line("(answer \(exercise.name) …, or: hint, solution, skip)")
    case nil:
      let (open, known) = player.lesson.exercises.reduce(into: ([Exercise](), [Exercise]())) {
        if $1.expected == .open { $0.0.append($1) } else { $0.1.append($1) }
      }
      func count(_ outcome: LessonProgress.Outcome, of exercises: [Exercise], _ what: String) -> String {
        let done = exercises.count { player.progress.outcomes[$0.name] == outcome }
        return "\(done) of \(Format.count(exercises.count, what))"
      }
      let right = count(.right, of: known, "exercise") + " right"
      let noted = count(.noted, of: open, "open exercise") + " answered"
      let result = open.isEmpty ? right : known.isEmpty ? noted : right + ", " + noted
      report.line("\nthe end of \(player.lesson.name): \(result)")
      if let folder = player.folder { report.line("transcript: \(folder.transcriptPath)") }
    }
  }

  /// Says what an answer is worth.
  mutating func judge(_ answer: [String], _ exercise: Exercise, _ player: LessonPlayer) throws {
    var exercise = exercise
    if case .computed(let expression) = exercise.expected {
      exercise = exercise.computed(
        as: try at(nil) { try interpreter.value(of: expression, cancellation: io.cancellation) ?? "" })
    }
    let judgement = exercise.judgement(of: answer)
    switch judgement {
    case .right, .noted:
      player.note(judgement == .right ? .right : .noted, of: exercise.name)
      report.line(
        judgement == .right
          ? "right: \(exercise.name) is \(exercise.answer)" : "noted: this file does not hold the answer")
      if player.exercise()?.exercise.name == exercise.name {
        player.advance()
        offer(player)
      }
    case .wrong(let text): report.paragraph(text + (exercise.hint == nil ? "" : " (`hint` helps)"))
    case .unreadable(let text): report.paragraph(text)
    }
    report.json = [
      .init("exercise", .string(exercise.name)), .init("right", .bool(judgement == .right)),
    ]
  }

  /// Executes a cell of the lesson, in the folder of lessons where there is one.
  mutating func execute(_ cell: SessionCell, of player: LessonPlayer, echoes: Bool) throws {
    flush()
    let source = cell.source(named: nil)
    let io = io
    defer { goBack(to: interpreter.session) }
    try within(player) { interpreter in
      for statement in interpreter.statements(of: source) {
        if echoes { io.emit(.echo(interpreter.grammar.echo(of: statement.source))) }
        try interpreter.execute(statement, of: source, io: io)
      }
    }
  }

  /// Executes commands in the folder of lessons, within which they may write.
  func within(_ player: LessonPlayer, _ body: (CommandInterpreter<L>) throws -> Void) rethrows {
    guard let folder = player.folder.flatMap({ FilePlace.resolved($0.path) }) else { return try body(interpreter) }
    let before = interpreter.fileAccess
    defer { interpreter.fileAccess = before }
    interpreter.fileAccess.figureFolder = folder
    interpreter.fileAccess.bounds = FileAccess.Bounds(folder: folder, replacesOthers: true)
    try WorkingFolder.within(folder) { try body(interpreter) }
  }
}
