import Display
import Foundation
import Input

extension Command {
  /// `cd [FOLDER]`
  public static func cd() -> Command {
    Command(
      "cd", .session, "change the working folder",
      arguments: [Argument("FOLDER", .path, isOptional: true)]
    ) { context in
      let folder = context.invocation.arguments.first.map { $0.text == "~" ? UserHome.path : $0.text } ?? UserHome.path
      if chdir(folder) != 0 {
        throw LocatedError(
          .file(path: folder, reason: String(cString: strerror(errno))),
          at: context.invocation.arguments.first ?? context.invocation.verb)
      }
      context.report.json = [.init("folder", .string(FileManager.default.currentDirectoryPath))]
    }
  }

  /// `pwd`
  public static func pwd() -> Command {
    Command("pwd", .session, "print the working folder") { context in
      let folder = FileManager.default.currentDirectoryPath
      context.report.line(folder)
      context.report.json = [.init("folder", .string(folder))]
    }
  }
}
