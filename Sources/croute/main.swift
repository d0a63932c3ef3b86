import Foundation
import Terminal

exit(Program.run(Array(CommandLine.arguments.dropFirst())))
