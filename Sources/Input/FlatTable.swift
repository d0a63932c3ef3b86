/// A growing table of plain values outside of Swift's arrays, whose use counts no references and checks no exclusivity.
final class FlatTable<Element> {
  @exclusivity(unchecked) private(set) var base: UnsafeMutablePointer<Element>
  @exclusivity(unchecked) var count: Int
  @exclusivity(unchecked) private var capacity: Int

  init(_ elements: [Element]) {
    count = elements.count
    capacity = max(16, elements.count)
    base = .allocate(capacity: capacity)
    for (place, element) in elements.enumerated() { (base + place).initialize(to: element) }
  }

  deinit { base.deallocate() }

  subscript(place: Int) -> Element {
    @inline(__always) get { base[place] }
    @inline(__always) _modify { yield &base[place] }
  }

  func append(_ element: Element) {
    makeRoom(for: 1)
    (base + count).initialize(to: element)
    count += 1
  }

  /// Makes sure that so many more elements fit.
  func makeRoom(for more: Int) {
    if count + more <= capacity { return }
    capacity = max(2 * capacity, count + more)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
  }
}
