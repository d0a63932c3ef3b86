import Foundation
import FoundationXML

/// The elements of an SVG document with their attributes and words.
final class SVGElements: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var attributes: [String: String]
    var words = ""
  }
  var all: [Element] = []
  private var open: [Int] = []

  static func of(_ svg: String) -> [Element]? {
    let elements = SVGElements()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = elements
    return parser.parse() ? elements.all : nil
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    open.append(all.count)
    all.append(Element(name: name, attributes: attributes))
  }
  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if let index = open.last { all[index].words += string }
  }
  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    open.removeLast()
  }
}
