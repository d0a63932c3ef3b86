import Foundation
import Glibc

/// `croute kernel`: installs the kernel, removes it, and runs it for a client.
public enum KernelProgram {
  /// How it is called.
  public static let usage = """
    croute kernel install [--user | --prefix DIR]    make croute known to Jupyter
    croute kernel uninstall [--user | --prefix DIR]  make it unknown again
    croute kernel run CONNECTION_FILE                serve a client (Jupyter calls this)
    """

  /// Runs the program; returns its exit code.
  ///
  /// - Parameter arguments: the words after `kernel`.
  public static func run(_ arguments: [String]) -> Int32 {
    switch (arguments.first, arguments.dropFirst()) {
    case ("install", let rest): place(rest).map(install) ?? fail("unknown arguments of kernel", 2)
    case ("uninstall", let rest): place(rest).map(uninstall) ?? fail("unknown arguments of kernel", 2)
    case ("run", let rest) where rest.count == 1: serve(rest[rest.startIndex])
    case ("--help", _), ("-h", _): say("usage:\n" + usage)
    default: fail("unknown arguments of kernel", 2)
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

  private static func install(_ place: Place) -> Int32 {
    let folder = DataFolders.kernel(in: place.folders(DataFolders())[0])
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    do {
      try KernelSpecification(program: program).write(to: folder)
      return say("installed the kernel croute in \(folder)")
    } catch {
      return fail("cannot write \(folder): \(reason(error))", 1)
    }
  }

  private static func uninstall(_ place: Place) -> Int32 {
    let folders = place.folders(DataFolders()).map(DataFolders.kernel)
    guard let folder = folders.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      return fail("the kernel croute is not installed in \(folders.joined(separator: " or "))", 1)
    }
    do {
      try FileManager.default.removeItem(atPath: folder)
      return say("removed \(folder)")
    } catch {
      return fail("cannot remove \(folder): \(reason(error))", 1)
    }
  }

  private static func serve(_ path: String) -> Int32 {
    setlocale(LC_CTYPE, "C.UTF-8")
    let connection: ConnectionFile
    do { connection = try ConnectionFile(path: path) } catch { return fail(error.text, 1) }
    let kernel: Kernel
    do { kernel = try Kernel(connection, CrouteLanguage()) } catch { return fail("\(error.what): \(error.reason)", 1) }
    kernel.run()
    return 0
  }

  private static func reason(_ error: any Error) -> String {
    let code = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.code
    return code.map { String(cString: strerror(Int32($0))) } ?? error.localizedDescription
  }

  private static func say(_ text: String) -> Int32 {
    print(text)
    return 0
  }

  private static func fail(_ message: String, _ exitCode: Int32) -> Int32 {
    let advice = exitCode == 2 ? "usage:\n\(usage)\n" : ""
    FileHandle.standardError.write(Data("croute: \(message)\n\(advice)".utf8))
    return exitCode
  }
}
