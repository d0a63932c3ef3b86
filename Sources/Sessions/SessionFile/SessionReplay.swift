import Glibc
import Mathematics

/// A session file being executed in surroundings that are the same everywhere: a fresh interpreter, the file's folder as
/// working folder, the file's seed, files written under that folder only.
package struct SessionReplay {
  /// The path of the file as the person named it: what errors call it.
  package let path: String
  package let file: SessionFile
  /// The folder of the file, without symbolic links.
  package let folder: String

  /// Reads a session file.
  ///
  /// - Throws: an error with exit code 2 where it cannot be read or is malformed.
  package init(path: String) throws(Diagnostic) {
    self.path = path
    do {
      let bytes = try SourceFile.bytes(of: path)
      let text: String
      do { text = try SessionText.decoded(bytes) } catch {
        throw Diagnostic(error, in: Source(String(decoding: bytes, as: UTF8.self), name: path))
      }
      do { file = try SessionFile(text) } catch { throw Diagnostic(error, in: Source(text, name: path)) }
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

  /// Executes the cells in order and hands each with what came of it to `body`, up to one for which `body` is false.
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
    let runner = CellRunner(interpreter, io: frontEnd, name: path)
    WorkingFolder.within(folder) {
      for cell in file.cells where cell.attributes.isRun && !interpreter.isFinished {
        let error = runner.run(cell)
        if !body(cell, CellResult(bundles: frontEnd.take(), error: error)) { return }
      }
    }
  }

  /// Sets up an interpreter as the file asks for.
  package func prepare(_ interpreter: Interpreter, access: WriteAccess, isConfined: Bool) {
    if let seed = file.header.seed { interpreter.session.settings.seed = seed }
    interpreter.writeAccess = access
    interpreter.writeAccess.replacesFigures = true
    if isConfined { interpreter.writeAccess.folder = folder }
  }
}

/// The folder that paths are relative to.
package enum WorkingFolder {
  /// Executes `body` in a folder and comes back, wherever `body` went.
  package static func within<Value>(_ folder: String, _ body: () throws -> Value) rethrows -> Value {
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
