/// The common part of row readers: a window on the file and the values of the current row.
///
/// Checks for exclusive access, several per field, are off here and in the other readers: a reader belongs to one
/// thread, and nothing that it calls can reach it.
package class RowReader {
  /// The part of the file in memory.
  package final let window: ByteWindow
  /// The values of the current row, by column; valid until the next one is read.
  @exclusivity(unchecked) package final var cells: [Cell] = []
  /// Where the current row begins in the window.
  @exclusivity(unchecked) package final var start = 0

  init(over window: ByteWindow) { self.window = window }

  /// Reads the next row; `false` at the end of the file.
  ///
  /// - Throws: `InputError.malformed`; what `ByteSource` throws.
  package func next() throws(InputError) -> Bool { false }
}
