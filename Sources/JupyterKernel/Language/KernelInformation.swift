/// What Jupyter shows of a kernel and its language.
public struct KernelInformation: Sendable {
  /// The name of the language and its kernel, which is also that of the folder it is installed in: lower-case letters.
  public var name: String
  /// What launchers call it.
  public var displayName: String
  /// The version of the language.
  public var version: String
  /// The MIME type of its code.
  public var mediaType: String
  /// What names of its files end with, with the dot.
  public var fileExtension: String
  /// The language whose highlighting fits best, as Pygments and CodeMirror call it.
  public var highlighting: String
  /// What a console shows at first.
  public var banner: String
  /// The logo for launchers, an SVG; `nil` for none.
  public var logo: String?

  /// A kernel called `name`; everything else follows from that unless it is given.
  public init(
    name: String, displayName: String? = nil, version: String, mediaType: String? = nil, fileExtension: String? = nil,
    highlighting: String = "text", banner: String? = nil, logo: String? = nil
  ) {
    self.name = name
    self.displayName = displayName ?? name
    self.version = version
    self.mediaType = mediaType ?? "text/x-\(name)"
    self.fileExtension = fileExtension ?? ".\(name)"
    self.highlighting = highlighting
    self.banner = banner ?? "\(name) \(version)"
    self.logo = logo
  }
}
