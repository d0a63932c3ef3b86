import CommandKernel
import CommandLanguage
import Display
import JupyterKernel
import Workbench

/// croute as a Jupyter kernel.
enum CrouteKernel {
  /// `croute kernel`.
  static var program: KernelProgram {
    KernelProgram(information) {
      let interpreter = Interpreter()
      // A notebook is executed again and again, as a session file is.
      interpreter.writeAccess.figureFolder = FilePlace.resolved(".")
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
