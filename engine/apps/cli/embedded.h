#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace dragoman {

/// A file that the program carries (scripts/cmake/DragomanEmbed.cmake).
struct EmbeddedFile {
  std::string_view name;
  std::string_view text;
};

/// The studio's page, one file; none where the program was built without it.
std::span<const EmbeddedFile> StudioPages();

/// Dragoman's own LICENSE, then licenses.json and the texts it names, of engine/apps/licenses.
std::span<const EmbeddedFile> LicenseFiles();

}  // namespace dragoman
