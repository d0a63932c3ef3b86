import CommandLanguage
import Display
import Input

/// What there is to learn, and how a lesson begins or goes on.
extension CommandContext {
  /// Lists the lessons with what is done.
  mutating func listLessons(_ shelf: LessonShelf) throws {
    let lessons = shelf.lessons
    if lessons.isEmpty {
      throw LocatedError(shelf.absence, at: invocation.verb)
    }
    let rows = try lessons.map { name, path -> [Table.Cell] in
      let lesson = try LessonShelf.lesson(at: path, language: L.name)
      let progress = folder(of: path)?.progress
      let exercises = lesson.exercises
      let done = exercises.count { [.right, .noted].contains(progress?.outcomes[$0.name]) }
      return [
        .text(name), .text(progress.map { $0.position >= $0.count ? "done" : "\($0.position) of \($0.count)" } ?? "-"),
        .text(exercises.isEmpty ? "-" : "\(done) of \(exercises.count)"), .text(lesson.title),
      ]
    }
    report.show(Table([.init("lesson"), .init("steps"), .init("exercises"), .init("title")], rows: rows))
    report.line("`learn 1` begins the first; `learn NAME` goes on with one that is begun")
    report.json = [.init("lessons", .array(lessons.map { .string($0.name) }))]
  }

  /// Where progress in the lesson at a path is kept; `nil` where it is not.
  private func folder(of path: String) -> LessonFolder? {
    interpreter.stateFolder.map { LessonFolder($0 + "/learn", for: path) }
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
    let folder = folder(of: path)
    folder?.prepare(lesson.words)
    var saved = invocation.has("again") ? nil : folder?.progress
    if let old = saved, old.digest != lesson.digest {
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
      repeatTranscript(at: folder.transcriptPath, of: player)
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
}
