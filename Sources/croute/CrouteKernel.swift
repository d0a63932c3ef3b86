import CommandKernel
import CommandLanguage
import CrouteLanguage
import Display
import Input
import JupyterKernel
import Workbench

/// croute as a Jupyter kernel.
enum CrouteKernel {
  /// `croute kernel`.
  static var program: KernelProgram {
    KernelProgram(information) {
      let interpreter = Interpreter()
      if let folder = FilePlace.resolved(".") { interpreter.fileAccess = .notebook(in: folder) }
      return CommandKernelLanguage(interpreter)
    }
  }

  private static var information: KernelInformation {
    KernelInformation(
      name: "croute", version: Croute.version, highlighting: "shell",
      banner:
        "croute \(Croute.version): choose among language models by routing and cascading.\n`help` lists the commands.",
      logo: KernelLogo.svg)
  }
}

/// The logo that launchers show: a path that branches to three models, one of them chosen.
enum KernelLogo {
  /// The logo as SVG.
  static let svg = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
      <g fill="none" stroke-width="4" stroke-linecap="round">
        <path d="M14 32 C30 32 30 12 46 12" stroke="#9aa5b1"/>
        <path d="M14 32 C30 32 30 52 46 52" stroke="#9aa5b1"/>
        <path d="M14 32 H46" stroke="#0072b2"/>
      </g>
      <circle cx="12" cy="32" r="8" fill="#1f2933"/>
      <circle cx="50" cy="12" r="7" fill="#9aa5b1"/>
      <circle cx="50" cy="32" r="7" fill="#0072b2"/>
      <circle cx="50" cy="52" r="7" fill="#9aa5b1"/>
    </svg>

    """
}
