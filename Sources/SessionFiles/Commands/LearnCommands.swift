import CommandLanguage
import Display

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
        where you were; the lesson's commands are executed in the folder of the transcript, into which the files that they \
        name are copied from the lesson's own folder.
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
      guard let player = context.interpreter.guide as? LessonPlayer else {
        let rest = words.dropFirst().map(\.text).joined(separator: " ")
        return context.report.status("noted: " + words[0].text + (rest.isEmpty ? "" : " is \(rest)"))
      }
      let (first, names) = (words[0], player.lesson.exercises.map(\.name))
      let named = player.exercise(named: first.text)
      if named != nil { words.removeFirst() }
      if words.isEmpty {
        throw LocatedError(.refused("the answer of \(first.text) is missing: answer \(first.text) …"), at: first)
      }
      // What is nearly a name before a value is one that was mistyped.
      let isMistyped =
        named == nil && words.count > 1 && !first.isQuoted && Exercise.number(first.text) == nil
        && Suggestion.nearest(to: first.text, in: names) != nil
      guard let exercise = (named ?? player.exercise())?.exercise, !isMistyped || exercise.knows(first.text) else {
        throw LocatedError(.unknown("exercise", first.text, known: names), at: first)
      }
      let value = words.map(\.text).joined(separator: " ")
      // For whoever marks or replays the session, which plays no lesson.
      context.recorded = (["answer", exercise.name] + words.map(\.text)).map { Lexer.quoted($0) }.joined(separator: " ")
      var noted = Report()
      noted.status("noted: \(exercise.name) is \(value)")
      context.replayed = noted
      try context.judge(words.map(\.text), exercise, player)
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
}
