#include "extract/metadata.h"

#include <algorithm>
#include <array>

#include "extract/json_ld.h"
#include "extract/letters.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

enum class Fact { kTitle, kPublished, kModified, kAuthor, kSite, kUrl, kLanguage };

// What <meta> elements are called that say something of the article, most trusted first. From the
// Open Graph protocol, Twitter cards, schema.org, Dublin Core, PRISM, and what the makers of
// analytics, newsletters and search for news sites document.
struct MetaName {
  std::string_view name;  // in lower case
  Fact fact;
};
constexpr MetaName kMetaNames[] = {
    {"og:title", Fact::kTitle},
    {"twitter:title", Fact::kTitle},
    {"parsely-title", Fact::kTitle},
    {"sailthru.title", Fact::kTitle},
    {"headline", Fact::kTitle},
    {"cxenseparse:title", Fact::kTitle},
    {"dc.title", Fact::kTitle},
    {"dcterms.title", Fact::kTitle},
    {"title", Fact::kTitle},

    {"article:published_time", Fact::kPublished},
    {"og:article:published_time", Fact::kPublished},
    {"article:published", Fact::kPublished},
    {"og:published_time", Fact::kPublished},
    {"datepublished", Fact::kPublished},
    {"parsely-pub-date", Fact::kPublished},
    {"sailthru.date", Fact::kPublished},
    {"cxenseparse:recs:publishtime", Fact::kPublished},
    {"cxenseparse:publishtime", Fact::kPublished},
    {"bytedance:published_time", Fact::kPublished},
    {"weibo: article:create_at", Fact::kPublished},
    {"weibo:article:create_at", Fact::kPublished},
    {"apub:time", Fact::kPublished},
    {"article.published", Fact::kPublished},
    {"publishdate", Fact::kPublished},
    {"publish-date", Fact::kPublished},
    {"publish_date", Fact::kPublished},
    {"publication_date", Fact::kPublished},
    {"publicationdate", Fact::kPublished},
    {"pubdate", Fact::kPublished},
    {"og:pubdate", Fact::kPublished},
    {"prism.publicationdate", Fact::kPublished},
    {"citation_publication_date", Fact::kPublished},
    {"citation_online_date", Fact::kPublished},
    {"dc.date.issued", Fact::kPublished},
    {"dcterms.issued", Fact::kPublished},
    {"dc.date.created", Fact::kPublished},
    {"dcterms.created", Fact::kPublished},
    {"dc.date", Fact::kPublished},
    {"dcterms.date", Fact::kPublished},
    {"dc:date", Fact::kPublished},
    {"date.created", Fact::kPublished},
    {"datecreated", Fact::kPublished},
    {"og:release_date", Fact::kPublished},
    {"date", Fact::kPublished},

    {"article:modified_time", Fact::kModified},
    {"og:article:modified_time", Fact::kModified},
    {"article:modified", Fact::kModified},
    {"og:modified_time", Fact::kModified},
    {"datemodified", Fact::kModified},
    {"og:updated_time", Fact::kModified},
    {"bytedance:updated_time", Fact::kModified},
    {"weibo: article:update_at", Fact::kModified},
    {"weibo:article:update_at", Fact::kModified},
    {"article.updated", Fact::kModified},
    {"dateupdate", Fact::kModified},
    {"dc.date.modified", Fact::kModified},
    {"dcterms.modified", Fact::kModified},
    {"date.modified", Fact::kModified},
    {"date.updated", Fact::kModified},
    {"lastmod", Fact::kModified},
    {"last-modified", Fact::kModified},
    {"revised", Fact::kModified},

    {"parsely-author", Fact::kAuthor},
    {"sailthru.author", Fact::kAuthor},
    {"article:author", Fact::kAuthor},
    {"og:article:author", Fact::kAuthor},
    {"author", Fact::kAuthor},
    {"byl", Fact::kAuthor},
    {"byline", Fact::kAuthor},
    {"cxenseparse:author", Fact::kAuthor},
    {"citation_author", Fact::kAuthor},
    {"og:author", Fact::kAuthor},
    {"articleauthor", Fact::kAuthor},
    {"article.author", Fact::kAuthor},
    {"dc.creator", Fact::kAuthor},
    {"dc:creator", Fact::kAuthor},
    {"dcterms.creator", Fact::kAuthor},

    {"og:site_name", Fact::kSite},
    {"application-name", Fact::kSite},
    {"apple-mobile-web-app-title", Fact::kSite},
    {"dc.publisher", Fact::kSite},
    {"dcterms.publisher", Fact::kSite},
    {"prism.publicationname", Fact::kSite},
    {"publisher", Fact::kSite},

    {"og:url", Fact::kUrl},
    {"parsely-link", Fact::kUrl},
    {"twitter:url", Fact::kUrl},

    {"content-language", Fact::kLanguage},
    {"inlanguage", Fact::kLanguage},
    {"og:locale", Fact::kLanguage},
    {"dc.language", Fact::kLanguage},
    {"language", Fact::kLanguage},
};

bool has_token(std::string_view list, std::string_view token) {
  for (size_t begin = 0; begin < list.size();) {
    const size_t end = std::min(list.find(' ', begin), list.size());
    if (list.substr(begin, end - begin) == token) return true;
    begin = end + 1;
  }
  return false;
}

// The text of an element as one line.
std::string text_on_one_line(const html::Page& page, uint32_t index) {
  constexpr size_t kLongest = 400;
  const auto& nodes = page.nodes();
  std::string out;
  for (uint32_t i = index + 1; i < nodes[index].end && out.size() < kLongest; ++i) {
    if (nodes[i].is_text()) out += std::string(nodes[i].text) + ' ';
  }
  return std::string(trim(out));
}

// Walks the page once and keeps what each name of the table is followed by.
class MetadataCollector {
 public:
  MetadataCollector(const html::Page& page, std::string_view source) : page_(page) {
    json_ = read_json_ld(page, source);
    const auto& nodes = page.nodes();
    for (uint32_t i = 0; i < nodes.size(); ++i) {
      if (nodes[i].is_text()) continue;
      if (nodes[i].attributes > 0) read_element(i);
      if (nodes[i].tag == "title" && nodes[i].end > i + 1 && nodes[nodes[i].parent].tag == "head" &&
          !page_title_) {
        page_title_ = i + 1;
      }
    }
  }

  Metadata finish() {
    add_json_ld();
    for (size_t i = 0; i < std::size(kMetaNames); ++i) add_meta(kMetaNames[i], meta_[i]);
    if (page_title_) {
      out_.titles.push_back(
          {std::string(trim(page_.nodes()[*page_title_].text)), "<title>", true, *page_title_, {}});
    }
    if (times_.size() == 1) {
      out_.published.push_back({times_.front(), "<time>", Trust::kLooseTime});
    }
    if (!json_.site.empty()) out_.sites.push_back({json_.site, "JSON-LD WebSite"});
    out_.lang = html_lang_;
    if (out_.lang.empty() && !languages_.empty()) out_.lang = languages_.front();
    return std::move(out_);
  }

 private:
  void read_element(uint32_t index) {
    const html::Node& node = page_.nodes()[index];
    if (node.tag == "meta") return read_meta(index);
    if (node.tag == "html") {
      html_lang_ = trim(page_.attribute(node, "lang"));
    } else if (node.tag == "link") {
      const std::string_view url = trim(page_.attribute(node, "href"));
      if (page_.attribute(node, "rel") == "canonical" && !url.empty() && out_.urls.empty()) {
        out_.urls.push_back({std::string(url), "<link rel=canonical>"});
      }
    } else if (const std::string_view property = page_.attribute(node, "itemprop");
               !property.empty()) {
      read_microdata(index, property);
    }
    if (node.tag == "time") {
      const std::string time(trim(page_.attribute(node, "datetime")));
      if (!time.empty() && std::find(times_.begin(), times_.end(), time) == times_.end() &&
          times_.size() < 2) {
        times_.push_back(time);
      }
    }
  }

  void read_meta(uint32_t index) {
    constexpr size_t kMostOfAName = 30;
    const html::Node& node = page_.nodes()[index];
    if (trim(page_.attribute(node, "content")).empty()) return;
    for (const char* attribute : {"property", "name", "itemprop", "http-equiv"}) {
      const std::string_view key = trim(page_.attribute(node, attribute));
      if (key.empty()) continue;
      const std::string name = ascii_lower(key);
      for (size_t i = 0; i < std::size(kMetaNames); ++i) {
        if (kMetaNames[i].name == name && meta_[i].size() < kMostOfAName) {
          meta_[i].push_back(index);
          return;
        }
      }
    }
  }

  void read_microdata(uint32_t index, std::string_view property) {
    const html::Node& node = page_.nodes()[index];
    const auto value = [&] {
      for (const char* attribute : {"datetime", "content"}) {
        const std::string_view given = trim(page_.attribute(node, attribute));
        if (!given.empty()) return std::string(given);
      }
      return text_on_one_line(page_, index);
    };
    if (has_token(property, "datePublished") && !microdata_published_) {
      out_.published.push_back({value(), "itemprop datePublished", Trust::kMicrodata});
      microdata_published_ = true;
    } else if (has_token(property, "dateModified") && !microdata_modified_) {
      out_.modified.push_back({value(), "itemprop dateModified", Trust::kMicrodata});
      microdata_modified_ = true;
    } else if (has_token(property, "author") && is_of_byline(index)) {
      author_end_ = node.end;
      add_microdata_author(index);
    }
  }

  // The first author, or one close behind: those farther down wrote the other articles.
  bool is_of_byline(uint32_t index) const {
    constexpr uint32_t kNear = 12;
    return author_end_ == 0 || (index >= author_end_ && index < author_end_ + kNear);
  }

  // The names inside an author, or its whole text.
  void add_microdata_author(uint32_t index) {
    const auto& nodes = page_.nodes();
    StatedNames& author = microdata_author();
    for (uint32_t i = index; i < nodes[index].end; ++i) {
      if (nodes[i].attributes == 0 || !has_token(page_.attribute(nodes[i], "itemprop"), "name")) {
        continue;
      }
      const std::string_view given = trim(page_.attribute(nodes[i], "content"));
      author.names.push_back(given.empty() ? text_on_one_line(page_, i) : std::string(given));
      return;
    }
    author.names.push_back(text_on_one_line(page_, index));
  }

  StatedNames& microdata_author() {
    const auto found =
        std::find_if(out_.authors.begin(), out_.authors.end(),
                     [](const StatedNames& names) { return names.trust == Trust::kMicrodata; });
    if (found != out_.authors.end()) return *found;
    return out_.authors.emplace_back(StatedNames{{}, "itemprop author", Trust::kMicrodata});
  }

  void add_meta(const MetaName& known, const std::vector<uint32_t>& nodes) {
    if (nodes.empty()) return;
    const auto content = [&](uint32_t i) {
      return std::string(trim(page_.attribute(page_.nodes()[i], "content")));
    };
    const std::string name(known.name);
    const std::string first = content(nodes.front());
    switch (known.fact) {
      case Fact::kTitle:
        out_.titles.push_back({first, name, true, nodes.front(), "content"});
        break;
      case Fact::kPublished:
        out_.published.push_back({first, name});
        break;
      case Fact::kModified:
        out_.modified.push_back({first, name});
        break;
      case Fact::kAuthor: {
        StatedNames& authors = out_.authors.emplace_back(StatedNames{{}, name});
        for (uint32_t i : nodes) authors.names.push_back(content(i));
        break;
      }
      case Fact::kSite:
        out_.sites.push_back({first, name});
        break;
      case Fact::kUrl:
        out_.urls.push_back({first, name});
        break;
      case Fact::kLanguage:
        languages_.push_back(first);
        break;
    }
  }

  void add_json_ld() {
    if (const JsonArticle* article = main_article()) add_article(*article, Trust::kJsonLd);
    const auto page =
        std::find_if(json_.articles.begin(), json_.articles.end(),
                     [](const JsonArticle& a) { return !a.is_article && !a.published.empty(); });
    if (page != json_.articles.end()) add_article(*page, Trust::kJsonLdPage);
  }

  // The page's own article: the only one, or the one that has the page's title or URL. Others are
  // those it links to.
  const JsonArticle* main_article() const {
    const JsonArticle* only = nullptr;
    size_t count = 0;
    for (const JsonArticle& article : json_.articles) {
      if (!article.is_article) continue;
      if (is_of_page(article)) return &article;
      only = &article;
      ++count;
    }
    return count == 1 ? only : nullptr;
  }

  bool is_of_page(const JsonArticle& article) const {
    const auto content = [&](size_t i) {
      return trim(page_.attribute(page_.nodes()[meta_[i].front()], "content"));
    };
    for (size_t i = 0; i < std::size(kMetaNames); ++i) {
      if (meta_[i].empty()) continue;
      const bool same = kMetaNames[i].fact == Fact::kTitle
                            ? same_words(content(i), article.headline)
                            : kMetaNames[i].fact == Fact::kUrl && content(i) == article.url;
      if (same) return true;
    }
    if (page_title_ && !article.headline.empty() &&
        page_.nodes()[*page_title_].text.find(article.headline) != std::string_view::npos) {
      return true;
    }
    return std::any_of(out_.urls.begin(), out_.urls.end(),
                       [&](const Statement& url) { return url.value == article.url; });
  }

  void add_article(const JsonArticle& article, Trust trust) {
    if (trust == Trust::kJsonLd && !article.headline.empty()) {
      out_.titles.push_back({article.headline, "JSON-LD headline"});
    }
    if (!article.published.empty()) {
      out_.published.push_back({article.published, "JSON-LD datePublished", trust});
    }
    if (!article.created.empty()) {
      out_.published.push_back({article.created, "JSON-LD dateCreated", trust});
    }
    if (!article.modified.empty()) {
      out_.modified.push_back({article.modified, "JSON-LD dateModified", trust});
    }
    if (!article.authors.empty()) {
      out_.authors.push_back({article.authors, "JSON-LD author", trust});
    }
    if (!article.publisher.empty()) {
      out_.sites.push_back({article.publisher, "JSON-LD publisher", trust});
    }
    if (!article.lang.empty()) languages_.push_back(article.lang);
  }

  const html::Page& page_;
  JsonLd json_;
  Metadata out_;
  std::array<std::vector<uint32_t>, std::size(kMetaNames)> meta_;
  std::optional<uint32_t> page_title_;
  std::vector<std::string> times_;
  std::string html_lang_;
  std::vector<std::string> languages_;
  bool microdata_published_ = false, microdata_modified_ = false;
  uint32_t author_end_ = 0;
};

}  // namespace

Metadata read_metadata(const html::Page& page, std::string_view source) {
  return MetadataCollector(page, source).finish();
}

}  // namespace dealwire
