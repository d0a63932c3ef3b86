import CommandLanguage
import Display
import Input

extension Command {
  /// The commands that play lessons: `learn`, `next`, `answer`, `hint`, `skip` and `solution`.
  ///
  /// - Parameters:
  ///   - shelf: the lessons.
  ///   - group: under which `help` lists them.
  ///   - examples: lines that work as they are.
  package static func lessons(_ shelf: LessonShelf, group: CommandGroup, examples: [String]) -> [Command] {
    [learn(shelf, group, examples), next(group), answer(group), hint(group), skip(group), solution(group)]
  }

  private static func learn(_ shelf: LessonShelf, _ group: CommandGroup, _ examples: [String]) -> Command {
    Command(
      "learn", group, "play a lesson step by step, or list the lessons",
      arguments: [Argument("LESSON", .lesson, isOptional: true)],
      options: [
        Option("again", nil, "", "begin at the beginning"),
        Option("exercises", nil, "", "load the exercises for `answer` without playing the lesson"),
      ],
      details: """
        LESSON is a lesson's name, its beginning or its number, or the path of a session file. Return, or `next`, shows the \
        next paragraph and executes the next commands; anything else may be typed in between. `answer` answers an exercise; \
        `hint`, `solution` and `skip` help. At the prompt progress and a transcript are kept, and `learn LESSON` goes on \
        where you were.
        """,
      examples: examples, isRecorded: false
    ) { context in
      guard let word = context.invocation.arguments.first else { return try context.listLessons(shelf) }
      if context.invocation.has("exercises") { return context.takeIn(word.text, shelf) }
      let path = try context.at(word) { try shelf.path(of: word.text) }
      if path == word.text { try context.at(word) { try context.interpreter.fileAccess.admitReading(path) } }
      let lesson = try context.at(word) { try LessonShelf.lesson(at: path, language: L.name) }
      try context.begin(lesson, at: path)
    }
  }

  private static func next(_ group: CommandGroup) -> Command {
    Command(
      "next", group, "go on with the lesson: show the next paragraph, or execute the commands on offer",
      details: "Return alone does the same while a lesson is played.", isRecorded: false
    ) { context in try context.playOn(try context.player()) }
  }

  private static func answer(_ group: CommandGroup) -> Command {
    Command(
      "answer", group, "answer an exercise of the lesson",
      arguments: [
        Argument("NAME", .text), Argument("VALUE", .text, isOptional: true, isRepeated: true),
      ],
      details: """
        While an exercise is asked its NAME may be left out. Without a lesson the answer is noted for whoever marks the session: \
        `\(L.name) check --grade`.
        """,
      examples: ["answer e1 202.6"]
    ) { context in
      var words = context.invocation.arguments
      // What a replay says, which plays no lesson.
      let rest = words.dropFirst().map(\.text).joined(separator: " ")
      var noted = Report()
      noted.status("noted: " + words[0].text + (rest.isEmpty ? "" : " is \(rest)"))
      guard let player = context.interpreter.guide as? LessonPlayer else { return context.report = noted }
      context.replayed = noted
      let named = words.count > 1 ? player.exercise(named: words[0].text) : nil
      if named != nil { words.removeFirst() }
      guard let exercise = (named ?? player.exercise())?.exercise else {
        throw LocatedError(
          .unknown("exercise", words[0].text, known: player.lesson.exercises.map(\.name)), at: words[0])
      }
      try context.judge(words.map(\.text).joined(separator: " "), exercise, player)
    }
  }

  private static func hint(_ group: CommandGroup) -> Command {
    Command(
      "hint", group, "a hint for the exercise", arguments: [Argument("NAME", .text, isOptional: true)],
      isRecorded: false
    ) { context in
      let (exercise, _) = try context.exercise(try context.player())
      context.report.paragraph(exercise.hint ?? "there is no hint for \(exercise.name)")
    }
  }

  private static func skip(_ group: CommandGroup) -> Command {
    Command("skip", group, "go on without the commands on offer, or without the exercise", isRecorded: false) {
      context in
      let player = try context.player()
      if case .exercise(let exercise, _)? = player.step { player.note(.skipped, of: exercise.name) }
      if !player.isAtEnd { player.advance() }
      try context.playOn(player)
    }
  }

  private static func solution(_ group: CommandGroup) -> Command {
    Command(
      "solution", group, "show the solution of the exercise, and execute its commands",
      arguments: [Argument("NAME", .text, isOptional: true)], isRecorded: false
    ) { context in
      let player = try context.player()
      let (exercise, solution) = try context.exercise(player)
      player.note(.shown, of: exercise.name)
      if player.exercise()?.exercise == exercise { player.advance() }
      context.report.line("solution of \(exercise.name)")
      for step in solution?.steps ?? [] {
        switch step {
        case .text(let text): context.report.line(PlainProse.text(text, width: context.width))
        case .cell(let cell): try context.execute(cell, of: player, echoes: true)
        case .exercise: break
        }
      }
      if solution == nil { context.report.line("the answer is \(exercise.answer)") }
      context.offer(player)
    }
  }
}

extension ValueKind {
  /// A lesson.
  package static let lesson = ValueKind("lesson", isPath: true)
}

extension CommandContext {
  /// The lesson that is being played.
  ///
  /// - Throws: `CommandError.notYet` where there is none.
  func player() throws(CommandError) -> LessonPlayer {
    guard let player = interpreter.guide as? LessonPlayer else {
      throw .notYet("no lesson is being played", advice: "learn")
    }
    return player
  }

  /// The exercise that an argument names, or the one that is asked.
  func exercise(_ player: LessonPlayer) throws(LocatedError) -> (exercise: Exercise, solution: Lesson.Solution?) {
    let word = invocation.arguments.first
    if let found = player.exercise(named: word?.text) { return found }
    let names = player.lesson.exercises.map(\.name)
    if let word { throw LocatedError(.unknown("exercise", word.text, known: names), at: word) }
    throw LocatedError(.refused("no exercise is asked here"), at: invocation.verb)
  }

  /// Lists the lessons with what is done.
  mutating func listLessons(_ shelf: LessonShelf) throws {
    let lessons = shelf.lessons
    if lessons.isEmpty {
      throw LocatedError(shelf.absence, at: invocation.verb)
    }
    let folder = interpreter.stateFolder.map { LessonFolder(path: $0 + "/learn") }
    let rows = try lessons.map { name, path -> [Table.Cell] in
      let lesson = try LessonShelf.lesson(at: path, language: L.name)
      let progress = folder?.progress(of: name)
      let exercises = lesson.exercises
      let right = exercises.count { progress?.outcomes[$0.name] == .right }
      return [
        .text(name), .text(progress.map { $0.position >= $0.count ? "done" : "\($0.position) of \($0.count)" } ?? "-"),
        .text(exercises.isEmpty ? "-" : "\(right) of \(exercises.count)"), .text(lesson.title),
      ]
    }
    report.show(Table([.init("lesson"), .init("steps"), .init("exercises"), .init("title")], rows: rows))
    report.line("`learn 1` begins the first; `learn NAME` goes on with one that is begun")
    report.json = [.init("lessons", .array(lessons.map { .string($0.name) }))]
  }

  /// Takes in the exercises of a lesson, or of a session file here, without playing it.
  mutating func takeIn(_ name: String, _ shelf: LessonShelf) {
    let paths = [try? shelf.path(of: name), name, name + ".md"].compactMap(\.self)
    for path in paths {
      let isOwn = shelf.lessons.contains { $0.path == path }
      guard isOwn || (try? interpreter.fileAccess.admitReading(path)) != nil,
        let lesson = try? LessonShelf.lesson(at: path, language: L.name)
      else { continue }
      let player = LessonPlayer(lesson, progress: nil, folder: nil, start: 0)
      while !player.isAtEnd { player.advance() }
      interpreter.guide = player
      return
    }
    report.note("the exercises of \(name) are not available: answers are only noted")
  }

  /// Begins a lesson, or goes on with it.
  mutating func begin(_ lesson: Lesson, at path: String) throws {
    let folder = interpreter.stateFolder.map { LessonFolder(path: $0 + "/learn") }
    folder?.prepare(for: path)
    var saved = invocation.has("again") ? nil : folder?.progress(of: lesson.name)
    if let old = saved, old.count != lesson.steps.count {
      report.note("the lesson has changed since; it starts over")
      saved = nil
    }
    if let old = saved, old.position >= old.count {
      report.note("this lesson is done; it starts over")
      saved?.position = 0
    }
    let player = LessonPlayer(lesson, progress: saved, folder: folder, start: interpreter.transcript.entries.count)
    interpreter.guide = nil
    if let seeding = lesson.seed.flatMap(interpreter.seeding), L.seed(of: session) != lesson.seed {
      try interpreter.execute(Source(seeding), io: io)
    }
    if let folder, let saved, saved.position > 0 {
      report.paragraph(
        "going on with \(lesson.name) after step \(saved.position) of \(saved.count); its commands so far are executed again"
      )
      flush()
      repeatTranscript(at: folder.transcriptPath(of: lesson.name), of: player)
    } else {
      report.line("Return goes on; type what you like in between. `help learn` says more.\n")
    }
    goBack(to: interpreter.session)
    interpreter.guide = player
    try playOn(player)
  }

  /// Executes the commands of an earlier session again, in silence; what fails is left out.
  private mutating func repeatTranscript(at path: String, of player: LessonPlayer) {
    guard let bytes = try? SourceFile.bytes(of: path, upTo: SessionText.limit),
      let file = try? SessionFile(String(decoding: bytes, as: UTF8.self), language: L.name)
    else { return }
    let silent = ReplayFrontEnd(cancellation: io.cancellation)
    within(player) { interpreter in
      for cell in file.cells where !cell.attributes.expectsError {
        try? interpreter.execute(cell.source(named: nil), io: silent)
        _ = silent.take()
      }
    }
  }

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
      let exercises = player.lesson.exercises
      let right = exercises.count { player.progress.outcomes[$0.name] == .right }
      report.line("\nthe end of \(player.lesson.name): \(right) of \(Format.count(exercises.count, "exercise")) right")
      if let folder = player.folder { report.line("transcript: \(folder.transcriptPath(of: player.lesson.name))") }
    }
  }

  /// Says what an answer is worth.
  mutating func judge(_ answer: String, _ exercise: Exercise, _ player: LessonPlayer) throws {
    var exercise = exercise
    if case .computed(let expression) = exercise.expected {
      exercise = exercise.computed(
        as: try at(nil) { try interpreter.value(of: expression, cancellation: io.cancellation) ?? "" })
    }
    switch exercise.judgement(of: answer) {
    case .right:
      player.note(.right, of: exercise.name)
      report.line("right: \(exercise.name) is \(exercise.answer)")
      if player.exercise()?.exercise.name == exercise.name {
        player.advance()
        offer(player)
      }
    case .wrong(let text): report.paragraph(text + (exercise.hint == nil ? "" : " (`hint` helps)"))
    case .unreadable(let text): report.paragraph(text)
    }
    report.json = [
      .init("exercise", .string(exercise.name)), .init("right", .bool(exercise.judgement(of: answer) == .right)),
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
  private func within(_ player: LessonPlayer, _ body: (CommandInterpreter<L>) throws -> Void) rethrows {
    guard let folder = player.folder.flatMap({ FilePlace.resolved($0.path) }) else { return try body(interpreter) }
    let before = interpreter.fileAccess
    defer { interpreter.fileAccess = before }
    interpreter.fileAccess.figureFolder = folder
    interpreter.fileAccess.bounds = FileAccess.Bounds(folder: folder, replacesOthers: true)
    try WorkingFolder.within(folder) { try body(interpreter) }
  }
}
