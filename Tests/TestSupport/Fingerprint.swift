import Mathematics

/// The FNV-1a hash of a text, by which long texts are compared without a copy of them; `nil` counts as empty.
package func fingerprint(_ text: String?) -> UInt64 { RandomKey.digest(of: (text ?? "").utf8) }
