import Display
import Input
import Routing
import Traces

/// Policy files: tuned strategies as JSON, for programs that serve queries.
///
/// The format is described by the JSON Schema beside this file, `policy.schema.json`.
package enum PolicyFile {
  /// The text of a policy file.
  static func text(of policy: DeployedPolicy) -> String { policy.json(program: Version.text).layout }

  /// Reads a policy file.
  ///
  /// - Throws: `SessionError` if it cannot be read or is not a policy file of this version.
  package static func read(_ path: String) throws(SessionError) -> DeployedPolicy {
    let text = try SourceFile.read(path)
    do {
      return try DeployedPolicy(JSONNode(try JSONParser.parse(text, path: path)))
    } catch let error as JSONShapeError {
      throw .shape(path: path, error)
    } catch let error as InputError {
      throw .input(error)
    } catch {
      throw .file(path: path, reason: "\(error)")
    }
  }

  /// The JSON Schema of policy files.
  package static var schema: String { String(decoding: PackageResources.policy_schema_json, as: UTF8.self) }
}
