/// Sends back whatever a client sends, so that it can tell a busy kernel from a dead one.
struct Heartbeat {
  let socket: Socket

  /// Echoes until the kernel ends.
  func run() {
    while let frames = try? socket.receive(within: -1) { socket.send(frames) }
    socket.close()
  }
}
