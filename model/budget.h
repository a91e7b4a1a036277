// Every limit that keeps hostile input from costing more than a page is worth, in one place.
// Reaching one is a normal result: the document is read as far as the budget goes and marked
// `partial`, or refused with an error that names the limit.
#pragma once

#include <cstddef>

namespace dealwire {

struct Budget {
  // A document's payload, in bytes. Larger ones are refused: the largest news page of our corpora
  // has 6 MB. Offsets are 32 bits wide, so this must stay below 4 GiB.
  size_t document_bytes = 64u << 20;

  // Open elements at one place of a page. gumbo is quadratic in depth (100,000 nested <div> take
  // it half a minute), browsers stop at 512; deeper tags are dropped, their text is kept.
  size_t depth = 512;

  // Attributes of one tag; gumbo compares each with all before it.
  size_t attributes = 64;

  // Memory of the tree builder: real pages need 2 to 18 bytes a byte, pages of nothing but tiny
  // elements more than 60.
  size_t tree_bytes_per_byte = 64;
  size_t tree_bytes_at_least = 8u << 20;
  size_t tree_bytes_at_most = 1u << 30;

  // Blocks of a page, or lines of a text, that may be its article: each is measured by a hundred
  // numbers. The largest page of our corpora has 7,000.
  size_t blocks = 30'000;

  // A paragraph is read for mentions so far; the longest of our corpora has 3 KB.
  size_t block_bytes = 256 * 1024;

  // Mentions of one document, and of one sentence before the deal stage leaves it alone: lists
  // of a hundred amounts are tables, not sentences, and attachment compares pairs.
  size_t mentions = 20'000;
  size_t claims = 1'000;  // sentences that claim a deal; merging compares pairs
  size_t mentions_per_sentence = 64;
  size_t sentence_bytes = 8'192;

  // Repairs of one document that are listed. All are made, but where every other character is one,
  // the list takes twenty times the document; the worst page of our corpora has some hundreds.
  size_t repairs = 20'000;

  // A fetched payload after decoding: 194 KB of gzip can become 200 MB. The header of a response.
  size_t fetch_bytes = 16u << 20;
  size_t header_bytes = 256u << 10;

  // A feed, its entries, the text of one that it carries, which is left out beyond, and attributes
  // of one tag, in which libxml2 is quadratic.
  // A URL before and after it is resolved. Browsers and servers take 8 KB and less.
  size_t url_bytes = 4'096;

  // A feed, its entries, and "=" signs of one tag: libxml2 is quadratic in attributes.
  size_t feed_bytes = 8u << 20;
  size_t feed_entries = 5'000;
  size_t feed_content_bytes = 1u << 20;
  size_t feed_attributes = 1'000;

  // A sitemap after unpacking and its entries, both as the protocol has them, and the sitemaps an
  // index names.
  size_t sitemap_bytes = 50u << 20;
  size_t sitemap_entries = 50'000;
  size_t sitemap_children = 1'000;

  // Links of a list page that are looked at: each costs some microseconds as a URL. The fullest
  // section pages have some hundreds.
  size_t links = 20'000;

  // Feeds of one page.
  size_t page_feeds = 50;

  // The header of a WARC record or of the HTTP message in it.
  size_t record_header_bytes = 256u << 10;
  // Records that claim each other's bytes are read again from the place where the next one may
  // begin, until so many times the size of the archive and of a document were read for nothing.
  size_t archive_rereads = 4;

  // Nodes of the page from JSON-LD that are looked at for metadata.
  size_t json_bytes = 1u << 20;

  // Bytes of scripts and of data in attributes that are searched for the article where a page shows
  // none; values of one tree of JSON in them, and how deep they nest.
  size_t script_bytes = 8u << 20;
  size_t json_values = 200'000;
  size_t json_depth = 256;
};

}  // namespace dealwire
