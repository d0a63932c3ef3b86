import Foundation
import Glibc
import Input

/// `NAME kernel`: installs the kernel of a language, removes it, and runs it for a client.
///
///     exit(KernelProgram(information) { MyLanguage() }.run(["install", "--user"]))
public struct KernelProgram {
  private let information: KernelInformation
  private let makeLanguage: () -> any KernelLanguage

  /// A kernel for a language.
  ///
  /// - Parameters:
  ///   - information: what Jupyter shows of it; `name` is what the program is called, too.
  ///   - makeLanguage: sets the language up, once a client is to be served.
  public init(_ information: KernelInformation, makeLanguage: @escaping () -> any KernelLanguage) {
    self.information = information
    self.makeLanguage = makeLanguage
  }

  private var name: String { information.name }

  /// How it is called.
  public var usage: String {
    """
    \(name) kernel install [--user | --prefix DIR]    make \(name) known to Jupyter
    \(name) kernel uninstall [--user | --prefix DIR]  remove it from Jupyter
    \(name) kernel run CONNECTION_FILE                serve a client (Jupyter calls this)
    """
  }

  /// Runs the program; returns its exit code: 1 where it failed, 2 for arguments that it does not know.
  ///
  /// - Parameter arguments: the words after `kernel`.
  public func run(_ arguments: [String]) -> Int32 {
    switch (arguments.first, arguments.dropFirst()) {
    case ("install", let rest): Self.place(rest).map(install) ?? fail("unknown arguments of kernel", 2)
    case ("uninstall", let rest): Self.place(rest).map(uninstall) ?? fail("unknown arguments of kernel", 2)
    case ("run", let rest) where rest.count == 1: serve(rest[rest.startIndex])
    case ("--help", _), ("-h", _): help()
    default: fail("kernel needs install, uninstall, or run with one file", 2)
    }
  }

  /// Where a specification belongs.
  package enum Place: Equatable {
    /// The first folder in which Jupyter looks.
    case first
    case user
    case prefix(String)

    /// The folders of the place, the one to write to first.
    package func folders(_ folders: DataFolders) -> [String] {
      switch self {
      case .first: folders.listed + [folders.user]
      case .user: [folders.user]
      case .prefix(let prefix): [DataFolders.shared(prefix: prefix)]
      }
    }
  }

  /// The place that arguments name; `nil` for others.
  package static func place(_ arguments: ArraySlice<String>) -> Place? {
    let words = arguments.flatMap { $0.hasPrefix("--prefix=") ? ["--prefix", String($0.dropFirst(9))] : [$0] }
    if words.isEmpty { return .first }
    if words == ["--user"] { return .user }
    return words.count == 2 && words[0] == "--prefix" && !words[1].isEmpty ? .prefix(words[1]) : nil
  }

  private func install(_ place: Place) -> Int32 {
    let folder = DataFolders.kernel(name, in: place.folders(DataFolders())[0])
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    do {
      try KernelSpecification(information, program: program).write(to: folder)
      return say("installed the kernel \(name) in \(folder)")
    } catch {
      return fail("cannot write \(folder): \(error.reason)", 1)
    }
  }

  private func uninstall(_ place: Place) -> Int32 {
    let folders = place.folders(DataFolders()).map { DataFolders.kernel(name, in: $0) }
    guard let folder = folders.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      return fail("the kernel \(name) is not installed in \(folders.joined(separator: " or "))", 1)
    }
    do {
      try FileManager.default.removeItem(atPath: folder)
      return say("removed \(folder)")
    } catch {
      return fail("cannot remove \(folder): \(error.reason)", 1)
    }
  }

  private func serve(_ path: String) -> Int32 {
    setlocale(LC_CTYPE, "C.UTF-8")
    let connection: ConnectionFile
    do { connection = try ConnectionFile(path: path) } catch { return fail(error.text, 1) }
    let kernel: Kernel
    do { kernel = try Kernel(connection, information, makeLanguage()) } catch {
      return fail("\(error.what): \(error.reason)", 1)
    }
    kernel.run()
    return 0
  }

  private func help() -> Int32 {
    print("usage:\n" + usage)
    return 0
  }

  private func say(_ text: String) -> Int32 {
    print(Visible.line(text))
    return 0
  }

  private func fail(_ message: String, _ exitCode: Int32) -> Int32 {
    let advice = exitCode == 2 ? "usage:\n\(usage)\n" : ""
    FileHandle.standardError.write(Data("\(name): \(Visible.line(message))\n\(advice)".utf8))
    return exitCode
  }
}
