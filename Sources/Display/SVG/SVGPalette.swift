import Glibc

/// The colours of SVG figures, made for a white background.
package enum SVGPalette {
  /// The colour-blind-safe palette of Okabe and Ito (2008) without yellow, which is too pale for lines.
  static let series = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]
  /// References.
  static let reference = "#767676"
  /// Words, axes and grid lines.
  static let text = "#222222", axis = "#444444", grid = "#E4E4E4"
  /// Thin lines that join a name with its place.
  static let leader = "#AAAAAA"
  /// Cells from the smallest to the largest value: increasingly dark, so that they can be distinguished without colour.
  private static let shades: [(Double, Double, Double)] = [
    (239, 243, 255), (189, 215, 231), (107, 174, 214), (49, 130, 189), (8, 48, 107),
  ]
  /// Cells from below zero (orange) through zero (pale) to above (blue), a colour-blind-safe scale.
  private static let divergingShades: [(Double, Double, Double)] = [
    (179, 88, 6), (241, 163, 64), (247, 247, 247), (116, 173, 209), (33, 102, 172),
  ]
  /// The branches of trees.
  static let branch = "#9DB8CC"

  /// What colours for a white background become on a dark one.
  private static let dark = [
    "#FFFFFF": "#16181C", text: "#E8E8E8", axis: "#BBBBBB", grid: "#33373D", leader: "#777777", reference: "#9C9C9C",
    branch: "#4F6F86", "#000000": "#F0F0F0", "#0072B2": "#4DA6E0",
  ]

  /// A picture, one element per line, in colours for a dark background.
  ///
  /// Cells keep their colours, and so do the words on them.
  static func darkened(_ svg: String) -> String {
    svg.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = String(line)
      for (light, dark) in dark {
        line.replace("stroke=\"\(light)\"", with: "stroke=\"\(dark)\"")
        if !line.hasPrefix("<text") { line.replace("fill=\"\(light)\"", with: "fill=\"\(dark)\"") }
      }
      // The boxes of trees, whose words are light.
      if line.contains("rx=\"4\"") { line.replace("fill=\"\(shade(0.12))\"", with: "fill=\"#1F3A52\"") }
      return line
    }.joined(separator: "\n")
  }

  /// The colour of a series; grey for a reference.
  static func color(_ index: Int?) -> String { index.map { series[$0 % series.count] } ?? reference }

  /// The colour of a cell, by the position of its value between the smallest and the largest.
  package static func shade(_ share: Double, isDiverging: Bool = false) -> String {
    let (red, green, blue) = mixed(share, isDiverging)
    return "rgb(\(Int(red)),\(Int(green)),\(Int(blue)))"
  }

  /// Black or white, whichever contrasts more with the colour of a cell: at least 4.5 to 1 by WCAG 2.
  package static func words(on share: Double, isDiverging: Bool) -> String {
    func linear(_ channel: Double) -> Double {
      channel / 255 <= 0.03928 ? channel / 255 / 12.92 : pow((channel / 255 + 0.055) / 1.055, 2.4)
    }
    let (red, green, blue) = mixed(share, isDiverging)
    let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    return (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) ? "#000000" : "#FFFFFF"
  }

  /// Red, green and blue of a cell, whole numbers from 0 to 255.
  private static func mixed(_ share: Double, _ isDiverging: Bool) -> (Double, Double, Double) {
    let shades = isDiverging ? divergingShades : shades
    let place = min(max(share, 0), 1) * Double(shades.count - 1)
    let index = min(Int(place), shades.count - 2)
    let t = place - Double(index)
    func mixed(_ channel: KeyPath<(Double, Double, Double), Double>) -> Double {
      ((1 - t) * shades[index][keyPath: channel] + t * shades[index + 1][keyPath: channel]).rounded()
    }
    return (mixed(\.0), mixed(\.1), mixed(\.2))
  }
}
