import CSodium
import Foundation
import Glibc

/// A Jupyter kernel: five sockets, the threads that own them, and a language.
package struct Kernel {
  private let context: SocketContext
  private let publisher: Publisher
  private let shell: Shell
  private let control: Control
  private let heartbeat: Heartbeat

  /// Listens where the connection file says.
  ///
  /// - Throws: `SocketError` where that is not possible.
  package init(
    _ connection: ConnectionFile, _ information: KernelInformation, _ language: any KernelLanguage
  ) throws(SocketError) {
    let parent = getppid()
    if sodium_init() < 0 { throw SocketError("cannot set up libsodium") }
    let context = try SocketContext()
    func socket(_ kind: Socket.Kind, _ channel: ConnectionFile.Channel) throws(SocketError) -> Socket {
      try Socket(kind, at: connection.address(of: channel), in: context)
    }
    let signer = Signer(key: connection.key)
    let composer = Composer(signer: signer)
    let seen = SeenSignatures()
    let common = CommonRequests(information)
    let lifecycle = Lifecycle()
    self.context = context
    publisher = Publisher(try socket(.publisher, .iopub), composer)
    let ending = Ending(context, publisher, lifecycle)
    func channel(_ name: String, _ kind: ConnectionFile.Channel) throws(SocketError) -> Channel {
      Channel(name: name, socket: try socket(.router, kind), composer: composer, signer: signer, seen: seen)
    }
    shell = Shell(
      channel: try channel("shell", .shell), publisher: publisher,
      input: StandardInput(try socket(.router, .stdin), composer, signer), language: language, common: common,
      lifecycle: lifecycle, ending: ending)
    control = Control(
      channel: try channel("control", .control), publisher: publisher, common: common, lifecycle: lifecycle,
      ending: ending, parent: parent)
    heartbeat = Heartbeat(socket: try socket(.router, .hb))
  }

  /// Serves clients until one of them, or the end of the parent, ends the process.
  package func run() {
    // Clients interrupt by message; a Ctrl-C meant for the server must not end its kernels.
    signal(SIGINT, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    publisher.publish(state: "starting", parent: nil)
    Thread.detachNewThread { [control] in control.run() }
    Thread.detachNewThread { [heartbeat] in heartbeat.run() }
    shell.run()
    // Whoever ended the context ends the process.
    while true { pause() }
  }
}
