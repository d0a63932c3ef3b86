import Foundation
import Mathematics

/// A session file being executed in a fixed environment: a fresh interpreter, the file's folder as working folder, the
/// file's seed, files written only under that folder.
package struct SessionReplay {
  /// The path of the file as the person named it: what errors call it.
  package let path: String
  package let file: SessionFile
  /// The values that are set after cells of parameters.
  package let parameters: Parameters
  /// The folder of the file, without symbolic links.
  package let folder: String

  /// Reads a session file.
  ///
  /// - Throws: an error with exit code 2 where it cannot be read or is malformed, or has no such parameters.
  package init(path: String, parameters: Parameters = Parameters()) throws(Diagnostic) {
    self.path = path
    self.parameters = parameters
    do {
      let bytes = try SourceFile.bytes(of: path, upTo: SessionText.limit + 1)
      let text: String
      do { text = try SessionText.decoded(bytes) } catch {
        throw Diagnostic(error, in: Source(String(decoding: bytes, as: UTF8.self), name: path))
      }
      let names: [String]
      do {
        file = try SessionFile(text)
        names = try file.parameterNames()
      } catch { throw Diagnostic(error, in: Source(text, name: path)) }
      try parameters.check(names: names, path: path)
      let parts = path.split(separator: "/", omittingEmptySubsequences: true).dropLast()
      let parent = (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
      folder = FilePlace.resolved(parent.isEmpty ? "." : parent) ?? "."
    } catch let error as SessionError {
      var diagnostic = Diagnostic(error, in: Source(""))
      diagnostic.exitCode = 2
      throw diagnostic
    } catch let error as Diagnostic {
      throw error
    } catch {
      throw Diagnostic(error, in: Source("", name: path))
    }
  }

  /// What is missing for the file to be executed: the paths that `requires` names and that are not there.
  ///
  /// - Throws: where a file is there and is another one.
  package func missingRequirements() throws(Diagnostic) -> [String] {
    var missing: [String] = []
    for requirement in file.header.requirements {
      let path = requirement.path.hasPrefix("/") ? requirement.path : folder + "/" + requirement.path
      if access(path, F_OK) != 0 {
        missing.append(requirement.path)
        continue
      }
      do {
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

  /// Executes the cells in order and passes each with its result to `body`, until `body` returns false.
  ///
  /// - Parameters:
  ///   - access: what commands may write; kept under the file's folder unless `isConfined` is false.
  ///   - cancellation: set by Ctrl-C.
  package func run(
    access: WriteAccess = WriteAccess(), isConfined: Bool = true, cancellation: CancellationFlag = CancellationFlag(),
    _ body: (SessionCell, CellResult) -> Bool
  ) {
    let interpreter = Interpreter()
    let frontEnd = ReplayFrontEnd(cancellation: cancellation)
    prepare(interpreter, access: access, isConfined: isConfined)
    let runner = CellRunner(interpreter, io: frontEnd, name: path, parameters: parameters)
    WorkingFolder.within(folder) {
      for cell in file.cells where cell.attributes.isRun && !interpreter.isFinished {
        let error = runner.run(cell)
        if !body(cell, CellResult(bundles: frontEnd.take(), error: error)) { return }
      }
    }
  }

  /// Sets up an interpreter as the file asks for.
  package func prepare(_ interpreter: Interpreter, access: WriteAccess, isConfined: Bool) {
    // As a command, so that a recording of the session has it, too.
    if let seed = file.header.seed { try? interpreter.execute(Source("set seed \(seed)"), io: ReplayFrontEnd()) }
    interpreter.writeAccess = access
    interpreter.writeAccess.figureFolder = folder
    if isConfined { interpreter.writeAccess.folder = folder }
  }
}

/// The folder that paths are relative to.
package enum WorkingFolder {
  /// There is one working folder for the whole process.
  private static let lock = NSRecursiveLock()

  /// Executes `body` in a folder and comes back, wherever `body` went; one at a time.
  package static func within<Value>(_ folder: String, _ body: () throws -> Value) rethrows -> Value {
    lock.lock()
    defer { lock.unlock() }
    let before = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    _ = chdir(folder)
    defer {
      if before >= 0 {
        _ = fchdir(before)
        close(before)
      }
    }
    return try body()
  }
}
