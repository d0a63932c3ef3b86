import CommandLanguage
import Glibc
import Input
import Terminal

/// Does something with files, and again whenever one of them is saved.
struct Watch {
  private let paths: [String]
  private let frontEnd: TerminalFrontEnd

  init(_ paths: [String], _ frontEnd: TerminalFrontEnd) {
    self.paths = paths
    self.frontEnd = frontEnd
  }

  /// The states of the files; `nil` where one of them is not there, as while it is being replaced.
  private var stamps: [FileStamp]? {
    let stamps = paths.compactMap(FileStamp.init(path:))
    return stamps.count == paths.count ? stamps : nil
  }

  /// Runs `body` now and at every save, until Ctrl-C; 130.
  func run(_ body: () -> Int32) -> Int32 {
    while true {
      // What is saved while `body` runs counts.
      let before = stamps
      if body() == 130 || frontEnd.streams.outputFailure != nil { return 130 }
      frontEnd.streams.writeError("watching \(Visible.line(paths.joined(separator: ", "))): Ctrl-C ends\n")
      var now = stamps
      while now == nil || now == before {
        if Signals.isInterrupted || frontEnd.streams.outputFailure != nil { return 130 }
        usleep(200_000)
        now = stamps
      }
    }
  }
}
