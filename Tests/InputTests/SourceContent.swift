import Input
import Mathematics

/// The text of a file, read `chunk` bytes at a time.
func content(_ path: String, chunk: Int = 1 << 20, task: TaskContext = .unobserved) throws(InputError) -> String {
  let source = try ByteSource(path: path, task: task)
  let room = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 1)
  defer { room.deallocate() }
  var bytes: [UInt8] = []
  while true {
    let count = try source.read(into: room)
    bytes += room[..<count]
    if count == 0 { return String(decoding: bytes, as: UTF8.self) }
  }
}
