import CommandLanguage
import Foundation
import Glibc
import Input
import Mathematics

/// A session file being executed in surroundings that are the same everywhere: a fresh session, the file's folder as
/// working folder, the file's seed, files written under that folder only, and UTC as the time zone of the process.
package struct SessionReplay {
  /// The path of the file as the person named it: what errors call it.
  package let path: String
  package var file: SessionFile
  private let makeLanguage: () -> any SessionFileLanguage
  /// The values that are set after cells of parameters.
  package let parameters: Parameters
  /// The folder of the file, without symbolic links.
  package let folder: String

  /// Reads a session file.
  ///
  /// - Parameter makeLanguage: sets up a fresh session.
  /// - Throws: an error with exit code 2 where it cannot be read or is malformed, or has no such parameters.
  package init(
    path: String, parameters: Parameters = Parameters(), makeLanguage: @escaping () -> any SessionFileLanguage
  ) throws(Diagnostic) {
    let language = makeLanguage()
    self.path = path
    self.makeLanguage = makeLanguage
    self.parameters = parameters
    do {
      let bytes = try SourceFile.bytes(of: path, upTo: SessionText.limit + 1)
      let text: String
      do { text = try SessionText.decoded(bytes) } catch {
        throw Diagnostic(error, in: Source(String(decoding: bytes, as: UTF8.self), name: path))
      }
      let names: [String]
      do {
        file = try SessionFile(text, language: language.name)
        names = try file.parameterNames(in: language)
      } catch { throw Diagnostic(error, in: Source(text, name: path)) }
      try parameters.check(names: names, path: path)
      let parts = path.split(separator: "/", omittingEmptySubsequences: true).dropLast()
      let parent = (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
      folder = FilePlace.resolved(parent.isEmpty ? "." : parent) ?? "."
    } catch let error as CommandError {
      var diagnostic = Diagnostic(error, in: Source(""))
      diagnostic.exitCode = 2
      throw diagnostic
    } catch let error as Diagnostic {
      throw error
    } catch {
      throw Diagnostic(error, in: Source("", name: path))
    }
  }

  /// Refuses prose that Markdown shows otherwise than it is meant, see `SessionFile.checkOperators`, and mistakes in exercises.
  ///
  /// - Throws: an error with exit code 2.
  package func checkProse() throws(Diagnostic) {
    do {
      try file.checkOperators()
      _ = try file.exercises()
    } catch { throw Diagnostic(error, in: Source(file.text, name: path)) }
  }

  /// The file for students, with the values of parameters in their cells.
  ///
  /// - Throws: as `checkProse`.
  package func studentCopy() throws(Diagnostic) -> SessionFile {
    try checkProse()
    do { return try file.studentCopy(parameters, in: makeLanguage()) } catch {
      throw Diagnostic(error, in: Source(file.text, name: path))
    }
  }

  /// What is missing for the file to be executed: the paths that `requires` names and that are not there.
  ///
  /// - Throws: where a file is there and is another one.
  package func missingRequirements(_ trust: Trust = Trust()) throws(Diagnostic) -> [String] {
    var missing: [String] = []
    var access = FileAccess()
    access.bounds = bounds(trust)
    for requirement in file.header.requirements {
      let path = requirement.path.hasPrefix("/") ? requirement.path : folder + "/" + requirement.path
      do {
        do {
          try access.admitReading(path)
        } catch {
          throw LocatedError(error, at: requirement.location, length: requirement.path.count)
        }
        if Glibc.access(path, F_OK) != 0 {
          missing.append(requirement.path)
          continue
        }
        let digest = try FileDigest.sha256(of: path)
        if digest != requirement.digest {
          throw LocatedError(
            .malformed(found: "\(requirement.path) with SHA-256 \(digest)", expected: requirement.digest),
            at: requirement.location, length: requirement.path.count)
        }
      } catch {
        var diagnostic = Diagnostic(error, in: Source(file.header.text, name: self.path))
        diagnostic.exitCode = 1
        throw diagnostic
      }
    }
    return missing
  }

  /// Set once, for the whole process.
  private static let timeZone: Void = {
    setenv("TZ", "UTC0", 1)
    tzset()
  }()

  /// What the file's commands are bound to.
  private func bounds(_ trust: Trust) -> FileAccess.Bounds {
    FileAccess.Bounds(folder: folder, trust: trust, file: FilePlace.resolved(path), own: file.header.writes)
  }

  /// Executes the cells in order and passes each with its result to `body`, until `body` returns false.
  ///
  /// - Parameters:
  ///   - access: what takes in files that are not to reach the disk; it is withdrawn at the end.
  ///   - trust: what commands may do beyond what a stranger's may.
  ///   - cancellation: set by Ctrl-C.
  ///   - prose: is passed the lines of the prose between the cells, and what computes values in the session there.
  package func run(
    access: FileAccess = FileAccess(), trust: Trust = Trust(), cancellation: CancellationFlag = CancellationFlag(),
    prose: (ClosedRange<Int>, CellRunner) -> Void = { _, _ in }, _ body: (SessionCell, CellResult) -> Bool
  ) {
    let language = makeLanguage()
    let frontEnd = ReplayFrontEnd(cancellation: cancellation)
    prepare(language, access: access, trust: trust)
    let runner = CellRunner(language, io: frontEnd, name: path, parameters: parameters)
    WorkingFolder.within(folder) {
      defer { access.held?.withdraw() }
      for (part, line) in file.linedParts where !language.isFinished {
        switch part {
        case .prose(let text): prose(line...(line + text.utf8.count { $0 == 0x0A }), runner)
        case .cell(let cell) where cell.attributes.isRun:
          let error = runner.run(cell)
          if !body(cell, CellResult(bundles: frontEnd.take(), error: error)) { return }
        case .cell: break
        }
      }
    }
  }

  /// Sets up a session as the file asks for.
  package func prepare(_ language: any SessionFileLanguage, access: FileAccess = FileAccess(), trust: Trust) {
    _ = Self.timeZone
    // As a statement, so that a recording of the session has it, too.
    if let seeding = (parameters.seed ?? file.header.seed).flatMap(language.seeding) {
      try? language.execute(Source(seeding), io: ReplayFrontEnd())
    }
    var access = access
    access.figureFolder = folder
    access.bounds = bounds(trust)
    language.fileAccess = access
  }
}
