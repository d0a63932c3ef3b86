import CommandLanguage
import Display
import Input
import Routing
import Traces

/// Policy files: tuned strategies as JSON, for programs that serve queries.
///
/// The format is described by the JSON Schema that `croute decide --schema` prints.
package enum PolicyFile {
  /// The text of a policy file.
  package static func text(of policy: DeployedPolicy) -> String { policy.json(program: Croute.version).layout }

  /// Reads a policy file.
  ///
  /// - Throws: `CommandError` or `InputError` where it cannot be read, `SessionError` where it is no policy file of this
  ///   version.
  package static func read(_ path: String) throws -> DeployedPolicy {
    let text = try SourceFile.read(path)
    do {
      return try DeployedPolicy(JSONNode(try JSONParser.parse(text, path: path)))
    } catch let error as JSONShapeError {
      throw SessionError.shape(path: path, error)
    }
  }

  /// The JSON Schema of policy files.
  package static var schema: String { DeployedPolicy.schema().layout }
}
